/*
 * Does one thing n times through libpcsclite and prints the seconds it took: pcsc-client transmit|connect|reset N HEX
 * (HEX: the C-APDU; `connect` opens and closes a card, `reset` is a warm reset by SCardReconnect).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <winscard.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void demand(LONG rv, const char *what) {
  if (rv == SCARD_S_SUCCESS) return;
  fprintf(stderr, "%s: %08lX\n", what, (unsigned long)rv);
  exit(1);
}

int main(int argc, char **argv) {
  SCARDCONTEXT context;
  SCARDHANDLE card;
  DWORD protocol, readersSize = 0;
  unsigned char capdu[300], rapdu[300];
  char readers[4096];
  if (argc != 4 || strlen(argv[3]) > 2 * sizeof capdu) return 2;
  size_t length = strlen(argv[3]) / 2;
  for (size_t i = 0; i < length; i++) sscanf(argv[3] + 2 * i, "%2hhx", &capdu[i]);
  long n = atol(argv[2]);
  demand(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context), "context");
  readersSize = sizeof readers;
  demand(SCardListReaders(context, NULL, readers, &readersSize), "readers");
  demand(SCardConnect(context, readers, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card, &protocol), "connect");
  double start = now();
  for (long i = 0; i < n; i++) {
    switch (argv[1][0]) {
      case 't': {
        DWORD size = sizeof rapdu;
        demand(SCardTransmit(card, SCARD_PCI_T1, capdu, (DWORD)length, NULL, rapdu, &size), "transmit");
        break;
      }
      case 'c': {
        SCARDHANDLE other;
        demand(SCardConnect(context, readers, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &other, &protocol), "connect");
        demand(SCardDisconnect(other, SCARD_LEAVE_CARD), "disconnect");
        break;
      }
      case 'r':
        demand(SCardReconnect(card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, SCARD_RESET_CARD, &protocol), "reset");
        break;
      default:
        return 2;
    }
  }
  printf("%.9f\n", now() - start);
  SCardDisconnect(card, SCARD_LEAVE_CARD);
  SCardReleaseContext(context);
  return 0;
}
