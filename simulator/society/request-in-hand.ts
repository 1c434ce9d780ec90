/**
 * A Request whose body is already there. The platform's own wraps every body in a stream and follows every signal, which
 * costs several times what a short answer costs; here stream and signal are made for those who ask for them.
 */

export interface RequestParts {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: () => AbortSignal;
}

const hasBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

// The types of the platform say that its members are fields, which accessors may not take the place of; they are accessors.
const Platform = Request as unknown as new (url: string, init: object) => { readonly url: string };

class InHand extends Platform {
  readonly #parts: RequestParts;
  #platform: Request | undefined;

  constructor(url: string, parts: RequestParts) {
    super(url, { method: parts.method, headers: parts.headers });
    this.#parts = parts;
  }

  /** The same request as the platform makes it. */
  get #whole(): Request {
    const { method, headers, body, signal } = this.#parts;
    this.#platform ??= new Request(this.url, {
      method,
      headers,
      signal: signal(),
      ...(hasBody(method) && { body: new Uint8Array(body) }),
    });
    return this.#platform;
  }

  get signal(): AbortSignal {
    return this.#whole.signal;
  }
  get body(): Request['body'] {
    return this.#whole.body;
  }
  get bodyUsed(): boolean {
    return this.#platform?.bodyUsed ?? false;
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(this.#parts.body); // a copy: the asker may change his bytes
  }
  async text(): Promise<string> {
    return new TextDecoder().decode(this.#parts.body);
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  blob(): ReturnType<Request['blob']> {
    return this.#whole.blob();
  }
  formData(): ReturnType<Request['formData']> {
    return this.#whole.formData();
  }
  clone(): Request {
    return this.#whole.clone();
  }
}

/** What a handler is given. */
export const requestInHand = (url: string, parts: RequestParts): Request =>
  new InHand(url, parts) as unknown as Request;
