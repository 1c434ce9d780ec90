/*
 * One session of a PC/SC program that uses everything libpcsclite has, for record.ts: session READER
 *
 * Lines on standard output ask the recorder for something ("remove", "insert", and "... when waiting": once a client
 * waits for a change); it answers with a line. What a call returns is printed on standard error, for the reader of the
 * recording. Pauses let a pcscd that polls its readers see what has happened, so that nothing crosses anything.
 */
#include <pthread.h>
#include <stdio.h>
#include <reader.h>
#include <string.h>
#include <unistd.h>
#include <winscard.h>

static SCARDCONTEXT first, second;
static const char *reader;

static void say(const char *what, LONG rv) { fprintf(stderr, "%-28s %08lX\n", what, (unsigned long)rv & 0xffffffff); }
static void settle(void) { usleep(1500000); }

static void ask(const char *what) {
  char line[80];
  puts(what);
  fflush(stdout);
  if (fgets(line, sizeof line, stdin) == NULL) _exit(3);
}

static void *canceller(void *unused) {
  (void)unused;
  ask("tell when waiting");
  say("cancel", SCardCancel(first));
  return NULL;
}

static SCARDHANDLE join(SCARDCONTEXT context, DWORD mode, DWORD protocols) {
  SCARDHANDLE card = 0;
  DWORD protocol = 0;
  say("connect", SCardConnect(context, reader, mode, protocols, &card, &protocol));
  return card;
}

static void exchange(SCARDHANDLE card, const SCARD_IO_REQUEST *pci, DWORD room) {
  unsigned char capdu[] = {0x00, 0xA4, 0x04, 0x00, 0x02, 0xD3, 0x92}, rapdu[300];
  say("transmit", SCardTransmit(card, pci, capdu, sizeof capdu, NULL, rapdu, &room));
}

static void look(DWORD timeout) {
  static SCARD_READERSTATE state;
  state.szReader = reader;
  state.dwCurrentState = state.dwEventState & ~(DWORD)SCARD_STATE_CHANGED;
  say("status change", SCardGetStatusChange(first, timeout, &state, 1));
}

static void attribute(SCARDHANDLE card, DWORD id, DWORD room) {
  unsigned char value[264];
  say("get attribute", SCardGetAttrib(card, id, value, &room));
}

static void status(SCARDHANDLE card) {
  char name[128];
  unsigned char atr[33];
  DWORD nameSize = sizeof name, atrSize = sizeof atr, state, protocol;
  say("status", SCardStatus(card, name, &nameSize, &state, &protocol, atr, &atrSize));
}

static void again(SCARDHANDLE card, DWORD mode, DWORD initialization) {
  DWORD protocol = 0;
  say("reconnect", SCardReconnect(card, mode, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, initialization, &protocol));
}

int main(int argc, char **argv) {
  char names[4096];
  DWORD size = sizeof names, returned;
  unsigned char bytes[264] = {1};
  pthread_t thread;
  if (argc != 2) return 2;
  reader = argv[1];
  settle();
  say("context", SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &first));
  say("context", SCardEstablishContext(SCARD_SCOPE_USER, NULL, NULL, &second));
  say("context valid", SCardIsValidContext(first));
  say("readers", SCardListReaders(first, NULL, names, &size));
  look(0);

  SCARDHANDLE one = join(first, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1);
  SCARDHANDLE two = join(second, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1);
  status(one);
  exchange(one, SCARD_PCI_T1, 300);
  exchange(one, SCARD_PCI_T0, 300);
  exchange(one, SCARD_PCI_T1, 4);
  attribute(one, SCARD_ATTR_ATR_STRING, sizeof bytes);
  attribute(one, SCARD_ATTR_ATR_STRING, 3);
  attribute(one, 0x12345, sizeof bytes);
  attribute(one, SCARD_ATTR_DEVICE_FRIENDLY_NAME_A, sizeof bytes);
  say("set attribute", SCardSetAttrib(one, 0x12345, bytes, 1));
  say("control", SCardControl(one, SCARD_CTL_CODE(1), bytes, 3, bytes, sizeof bytes, &returned));

  say("begin", SCardBeginTransaction(one));
  say("begin", SCardBeginTransaction(one));
  exchange(one, SCARD_PCI_T1, 300);
  /* What another handle asks for meanwhile, libpcsclite repeats until it is allowed: that would be no recording. */
  say("end", SCardEndTransaction(one, SCARD_LEAVE_CARD));
  say("end", SCardEndTransaction(one, SCARD_LEAVE_CARD));
  exchange(two, SCARD_PCI_T1, 300);
  say("end", SCardEndTransaction(two, SCARD_LEAVE_CARD));

  again(one, SCARD_SHARE_SHARED, SCARD_RESET_CARD);
  exchange(one, SCARD_PCI_T1, 300);
  exchange(two, SCARD_PCI_T1, 300);
  status(two);
  say("begin", SCardBeginTransaction(two));
  again(two, SCARD_SHARE_SHARED, SCARD_LEAVE_CARD);
  exchange(two, SCARD_PCI_T1, 300);
  say("begin", SCardBeginTransaction(two));
  say("end", SCardEndTransaction(two, SCARD_RESET_CARD));
  status(two);
  again(two, SCARD_SHARE_SHARED, SCARD_LEAVE_CARD);
  again(one, SCARD_SHARE_SHARED, SCARD_UNPOWER_CARD);
  say("disconnect", SCardDisconnect(two, 7));
  say("disconnect", SCardDisconnect(two, SCARD_LEAVE_CARD));
  settle();
  again(one, SCARD_SHARE_EXCLUSIVE, SCARD_LEAVE_CARD);
  join(second, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1);
  join(second, SCARD_SHARE_DIRECT, 0);
  settle();
  look(0);
  say("begin", SCardBeginTransaction(one));
  say("end", SCardEndTransaction(one, SCARD_LEAVE_CARD));
  say("end", SCardEndTransaction(one, SCARD_LEAVE_CARD));
  say("disconnect", SCardDisconnect(one, SCARD_UNPOWER_CARD));
  settle();
  look(0);

  one = join(first, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1);
  exchange(one, SCARD_PCI_T1, 300);
  say("disconnect", SCardDisconnect(one, SCARD_RESET_CARD));
  settle();
  join(first, 9, SCARD_PROTOCOL_T1);
  join(first, SCARD_SHARE_SHARED, 0);
  join(first, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0);
  SCARDHANDLE raw = join(first, SCARD_SHARE_DIRECT, SCARD_PROTOCOL_RAW);
  exchange(raw, SCARD_PCI_T1, 300);
  say("disconnect", SCardDisconnect(raw, SCARD_EJECT_CARD));
  settle();

  look(0);
  look(40);
  settle();
  pthread_create(&thread, NULL, canceller, NULL);
  look(INFINITE);
  pthread_join(thread, NULL);
  say("cancel", SCardCancel(first));

  one = join(first, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1);
  say("begin", SCardBeginTransaction(one));
  settle();
  look(0);
  ask("remove when waiting");
  look(INFINITE);
  settle();
  exchange(one, SCARD_PCI_T1, 300);
  status(one);
  say("begin", SCardBeginTransaction(one));
  again(one, SCARD_SHARE_SHARED, SCARD_LEAVE_CARD);
  join(second, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1);
  two = join(second, SCARD_SHARE_DIRECT, 0);
  exchange(two, SCARD_PCI_T1, 300);
  say("disconnect", SCardDisconnect(two, SCARD_LEAVE_CARD));
  settle();
  look(0);
  ask("insert when waiting");
  look(INFINITE);
  settle();
  exchange(one, SCARD_PCI_T1, 300);
  again(one, SCARD_SHARE_SHARED, SCARD_LEAVE_CARD);
  exchange(one, SCARD_PCI_T1, 300);

  say("begin", SCardBeginTransaction(one));
  say("release", SCardReleaseContext(first));
  settle();
  two = join(second, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1);
  exchange(two, SCARD_PCI_T1, 300);
  say("release", SCardReleaseContext(second));
  return 0;
}
