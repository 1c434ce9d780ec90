/* A vpcd reader: dials a card, sends one C-APDU n times and prints the seconds it took: vpcd-client PORT SETUP-HEX HEX N */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int card;

static void demand(int holds, const char *what) {
  if (holds) return;
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void read_all(unsigned char *into, size_t length) {
  for (size_t got = 0; got < length;) {
    ssize_t n = read(card, into + got, length - got);
    demand(n > 0, "the card has gone");
    got += (size_t)n;
  }
}

static void write_frame(const unsigned char *payload, size_t length) {
  unsigned char frame[302] = {(unsigned char)(length >> 8), (unsigned char)length};
  memcpy(frame + 2, payload, length);
  demand(write(card, frame, length + 2) == (ssize_t)(length + 2), "write");
}

static size_t read_frame(unsigned char *payload) {
  unsigned char header[2];
  read_all(header, 2);
  size_t length = (size_t)header[0] << 8 | header[1];
  read_all(payload, length);
  return length;
}

static size_t bytes_of(const char *hex, unsigned char *into) {
  size_t length = strlen(hex) / 2;
  demand(length <= 300, "a command of 300 bytes at most");
  for (size_t i = 0; i < length; i++) sscanf(hex + 2 * i, "%2hhx", &into[i]);
  return length;
}

static void exchange(const unsigned char *capdu, size_t length) {
  static unsigned char rapdu[65535];
  write_frame(capdu, length);
  size_t got = read_frame(rapdu);
  if (got >= 2 && rapdu[got - 2] == 0x90 && rapdu[got - 1] == 0x00) return;
  fprintf(stderr, "answered %zu bytes, not 9000\n", got);
  exit(1);
}

int main(int argc, char **argv) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  unsigned char capdu[300], atr[65535];
  int yes = 1;
  if (argc != 5) return 2;
  address.sin_port = htons((unsigned short)atoi(argv[1]));
  card = socket(AF_INET, SOCK_STREAM, 0);
  demand(card >= 0 && connect(card, (struct sockaddr *)&address, sizeof address) == 0, "connect");
  setsockopt(card, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  write_frame((const unsigned char *)"\x01", 1);
  write_frame((const unsigned char *)"\x04", 1);
  read_frame(atr);
  size_t length = bytes_of(argv[2], capdu);
  if (length > 0) exchange(capdu, length);
  length = bytes_of(argv[3], capdu);
  long n = atol(argv[4]);
  double start = now();
  for (long i = 0; i < n; i++) exchange(capdu, length);
  printf("%.9f\n", now() - start);
  return 0;
}
