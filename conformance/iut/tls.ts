/** TLS to an IUT, as PEM: read and checked by the configuration. */
export interface TlsOptions {
  /** Who the IUT's server certificate is trusted by; absent: those of Node. */
  readonly trust?: string | undefined;
  /** What the rig shows to a server that asks for it. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}
