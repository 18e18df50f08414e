/* Echoes binary WebSocket messages over TLS, as libwebsockets does it: echo CERTIFICATE KEY. Says its port. */
#include <libwebsockets.h>
#include <stdio.h>
#include <string.h>

#define MOST 65536
#define SLOTS 64

/* What came and has not gone out yet, for one connection. */
struct waiting {
  unsigned char *bytes[SLOTS];
  size_t length[SLOTS];
  unsigned first, count;
};

static int on(struct lws *wsi, enum lws_callback_reasons why, void *user, void *in, size_t length) {
  struct waiting *w = user;
  switch (why) {
  case LWS_CALLBACK_RECEIVE: {
    if (w->count == SLOTS) return -1;
    unsigned at = (w->first + w->count++) % SLOTS;
    w->bytes[at] = malloc(LWS_PRE + length);
    memcpy(w->bytes[at] + LWS_PRE, in, length);
    w->length[at] = length;
    lws_callback_on_writable(wsi);
    return 0;
  }
  case LWS_CALLBACK_SERVER_WRITEABLE: {
    if (w->count == 0) return 0;
    unsigned at = w->first;
    int written = lws_write(wsi, w->bytes[at] + LWS_PRE, w->length[at], LWS_WRITE_BINARY);
    free(w->bytes[at]);
    w->first = (at + 1) % SLOTS;
    if (written < 0) return -1;
    if (--w->count) lws_callback_on_writable(wsi);
    return 0;
  }
  case LWS_CALLBACK_CLOSED:
    for (; w->count; w->count--, w->first = (w->first + 1) % SLOTS) free(w->bytes[w->first]);
    return 0;
  default:
    return 0;
  }
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  lws_set_log_level(LLL_ERR, NULL);
  struct lws_protocols protocols[] = {{"ship", on, sizeof(struct waiting), MOST, 0, NULL, 0}, {0}};
  struct lws_context_creation_info info = {0};
  info.port = 0;
  info.iface = "127.0.0.1";
  info.protocols = protocols;
  info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
  info.ssl_cert_filepath = arguments[1];
  info.ssl_private_key_filepath = arguments[2];
  struct lws_context *context = lws_create_context(&info);
  if (!context) return 1;
  printf("%d\n", lws_get_vhost_listen_port(lws_get_vhost_by_name(context, "default")));
  fflush(stdout);
  while (lws_service(context, 0) >= 0) {}
  lws_context_destroy(context);
  return 0;
}
