/**
 * A Response whose body is already there. The platform's own wraps every body in a stream, which costs as much as the rest of
 * a short answer; here it is made for those who ask for it. Whoever knows takes the bytes with {@link bytesInHand}.
 */

// The types of the platform say that its members are fields, which accessors may not take the place of; they are accessors.
const Platform = Response as unknown as new (body: null, init: ResponseInit) => object;

class InHand extends Platform {
  readonly #bytes: Uint8Array;
  readonly #init: ResponseInit;
  #platform: Response | undefined;

  constructor(bytes: Uint8Array, init: ResponseInit) {
    super(null, init);
    this.#bytes = bytes;
    this.#init = init;
  }

  static bytesOf(answer: Response): Uint8Array | undefined {
    if (!(#bytes in answer)) return undefined;
    return answer.#platform ? undefined : answer.#bytes;
  }

  /** The same answer as the platform makes it. */
  get #whole(): Response {
    this.#platform ??= new Response(new Uint8Array(this.#bytes), this.#init);
    return this.#platform;
  }

  get body(): Response['body'] {
    return this.#whole.body;
  }
  get bodyUsed(): boolean {
    return this.#platform?.bodyUsed ?? false;
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#whole.arrayBuffer();
  }
  bytes(): Promise<Uint8Array> {
    return this.#whole.bytes();
  }
  text(): Promise<string> {
    return this.#whole.text();
  }
  json(): Promise<unknown> {
    return this.#whole.json();
  }
  blob(): ReturnType<Response['blob']> {
    return this.#whole.blob();
  }
  formData(): ReturnType<Response['formData']> {
    return this.#whole.formData();
  }
  clone(): Response {
    return this.#whole.clone();
  }
}

/** As `new Response(bytes, init)`, for statuses with a body. The bytes belong to the answer from now on. */
export const answerInHand = (bytes: Uint8Array, init: ResponseInit): Response =>
  new InHand(bytes, init) as unknown as Response;

/** The body of such an answer that nobody has begun to read; undefined for any other. */
export const bytesInHand = (answer: Response): Uint8Array | undefined => InHand.bytesOf(answer);
