/** Registers and certificates write everything full width. */

/** ASCII from `!` to `~` to its full-width forms (U+FF01 to U+FF5E). */
export const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
