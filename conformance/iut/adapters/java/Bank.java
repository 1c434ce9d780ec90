import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A relying party of its own, with nothing but the Java 17 platform: one file, started by `java Bank.java`.
 *
 * Written from docs/open-profile.md (log-in), the schemas of the messages and docs/contract.md. Try it:
 * fpos-hil run --iut conformance/iut/adapters/java/iut.json
 */
public final class Bank {
  static final String APP = "abc-bank";
  static final String ORIGIN = "https://bank.test";
  static final int CHALLENGE_LIFE_SECONDS = 120;

  /** A refusal of the open profile: RFC 9457 with a code that never changes. */
  static final class Refusal extends Exception {
    final int status;
    final String code;

    Refusal(int status, String code) {
      super(code);
      this.status = status;
      this.code = code;
    }
  }

  record Challenge(Map<String, Object> sent, Instant expires) {}

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Challenge> open = new HashMap<>();
  private final Map<String, Boolean> used = new HashMap<>();
  private List<X509Certificate> anchors = List.of();
  private Instant now = Instant.EPOCH;

  private String hex(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  // ---- what the contract asks

  synchronized void reset(Map<String, Object> params) throws GeneralSecurityException {
    open.clear();
    used.clear();
    now = Instant.parse((String) params.get("now"));
    List<X509Certificate> read = new ArrayList<>();
    for (Object anchor : (List<?>) ((Map<?, ?>) params.get("anchors")).get("ca"))
      read.add(certificate(Base64.getDecoder().decode((String) anchor)));
    anchors = read;
  }

  synchronized void setClock(Instant instant) {
    now = instant;
  }

  // ---- the service

  synchronized Map<String, Object> challenge() {
    Instant expires = now.plusSeconds(CHALLENGE_LIFE_SECONDS).truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> sent = new LinkedHashMap<>();
    sent.put("profile", 1);
    sent.put("challenge", hex(16));
    sent.put("nonce", hex(32));
    sent.put("appId", APP);
    sent.put("origin", ORIGIN);
    sent.put("expires", expires.toString());
    open.put((String) sent.get("challenge"), new Challenge(sent, expires));
    return sent;
  }

  synchronized Map<String, Object> logIn(String body) throws Refusal {
    String answer;
    try {
      Map<?, ?> request = (Map<?, ?>) Json.read(body);
      // Who the customer is stands in the attribute certificate; this bank keeps no customers.
      if (!request.containsKey("answer") || !Set.of("answer", "attributeCertificate").containsAll(request.keySet()))
        throw new IllegalArgumentException("members");
      answer = (String) request.get("answer");
    } catch (RuntimeException no) {
      throw new Refusal(400, "request-malformed");
    }
    X509Certificate signer;
    Map<?, ?> payload;
    String[] parts = answer.split("\\.", -1);
    try {
      if (parts.length != 3) throw new IllegalArgumentException("three parts");
      Map<?, ?> header = (Map<?, ?>) Json.read(text(base64url(parts[0])));
      List<?> chain = (List<?>) header.get("x5c");
      if (!header.keySet().equals(Set.of("alg", "typ", "x5c"))
          || !"ES256".equals(header.get("alg"))
          || !"JWT".equals(header.get("typ"))) throw new IllegalArgumentException("header");
      signer = certificate(Base64.getDecoder().decode((String) chain.get(0)));
      payload = (Map<?, ?>) Json.read(text(base64url(parts[1])));
      if (!payload.keySet().equals(Set.of("purpose", "challenge", "nonce", "appId", "origin", "at"))
          || !"login".equals(payload.get("purpose"))) throw new IllegalArgumentException("payload");
    } catch (RuntimeException | GeneralSecurityException no) {
      throw new Refusal(422, "answer-malformed");
    }
    checkSignature(parts, signer);
    checkCertificate(signer);
    String id = String.valueOf(payload.get("challenge"));
    Challenge asked = open.get(id);
    if (asked == null) throw new Refusal(404, "challenge-unknown");
    if (used.containsKey(id)) throw new Refusal(409, "challenge-used");
    if (now.isAfter(asked.expires())) throw new Refusal(410, "challenge-expired");
    for (String member : List.of("nonce", "appId", "origin"))
      if (!asked.sent().get(member).equals(payload.get(member))) throw new Refusal(422, "challenge-mismatch");
    used.put(id, true);
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("state", "logged-in");
    session.put("session", hex(16));
    session.put("certificate", sha256(signer));
    return session;
  }

  /** RFC 7518, 3.4: r and s, 32 bytes each. */
  private static void checkSignature(String[] parts, X509Certificate signer) throws Refusal {
    try {
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(signer.getPublicKey());
      check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      byte[] signature = base64url(parts[2]);
      if (signature.length == 64 && check.verify(signature)) return;
    } catch (GeneralSecurityException | IllegalArgumentException no) {
      // the same refusal
    }
    throw new Refusal(422, "answer-signature-invalid");
  }

  private void checkCertificate(X509Certificate signer) throws Refusal {
    boolean trusted = false;
    for (X509Certificate anchor : anchors)
      try {
        if (!signer.getIssuerX500Principal().equals(anchor.getSubjectX500Principal())) continue;
        signer.verify(anchor.getPublicKey());
        trusted = true;
      } catch (GeneralSecurityException no) {
        // another anchor may have issued it
      }
    if (!trusted) throw new Refusal(403, "certificate-untrusted");
    try {
      signer.checkValidity(Date.from(now));
    } catch (GeneralSecurityException no) {
      throw new Refusal(403, "certificate-expired");
    }
    boolean[] usage = signer.getKeyUsage();
    if (usage == null || !usage[0]) throw new Refusal(403, "certificate-purpose");
  }

  private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static String sha256(X509Certificate certificate) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** RFC 7515, 2: without padding, and no other way of writing the same bytes. */
  private static byte[] base64url(String part) {
    byte[] bytes = Base64.getUrlDecoder().decode(part);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part))
      throw new IllegalArgumentException("not strict base64url");
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void serve(HttpExchange exchange) throws IOException {
    int status = 200;
    String type = "application/json";
    Object answer;
    try {
      String body = text(exchange.getRequestBody().readNBytes(65_537));
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("POST")) throw new Refusal(404, "not-found");
      if (path.equals("/login/challenges")) {
        answer = challenge();
        status = 201;
      } else if (path.equals("/login/answers")) {
        String sent = exchange.getRequestHeaders().getFirst("content-type");
        if (sent == null || !sent.split(";")[0].trim().equalsIgnoreCase("application/json"))
          throw new Refusal(415, "media-type-unsupported");
        answer = logIn(body);
      }
      else throw new Refusal(404, "not-found");
    } catch (Refusal no) {
      status = no.status;
      type = "application/problem+json";
      answer = problem(no);
    }
    byte[] bytes = Json.write(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, Object> problem(Refusal no) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:fpos-hil:problem:" + no.code);
    problem.put("title", no.code.replace('-', ' '));
    problem.put("status", no.status);
    problem.put("code", no.code);
    return problem;
  }

  // ---- the contract over standard input and output

  public static void main(String[] arguments) throws Exception {
    Bank bank = new Bank();
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", bank::serve);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();

    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // nothing but the contract on standard output
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Map<?, ?> message = (Map<?, ?>) Json.read(line);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("jsonrpc", "2.0");
      answer.put("id", message.get("id"));
      Object result = bank.call((String) message.get("method"), message.get("params"), url);
      if (result != null) answer.put("result", result);
      else answer.put("error", Map.of("code", -32601, "message", message.get("method") + " is not implemented"));
      out.println(Json.write(answer));
    }
    server.stop(0);
    System.exit(0);
  }

  @SuppressWarnings("unchecked")
  private Object call(String method, Object given, String url) throws GeneralSecurityException {
    Map<String, Object> params = (Map<String, Object>) given;
    switch (method) {
      case "hello":
        return Map.of("contract", 1, "name", "Java bank", "version", "1", "roles", List.of("relying-party"), "clock", "controlled");
      case "reset":
        System.err.println("case " + params.get("case"));
        reset(params);
        return Map.of("urls", Map.of("bank", url));
      case "clock.set":
        setClock(Instant.parse((String) params.get("now")));
        return Map.of();
      default:
        return null;
    }
  }

  /** JSON (RFC 8259), as much as these messages need, and nothing that is not JSON. */
  static final class Json {
    private final String text;
    private int at;

    private Json(String text) {
      this.text = text;
    }

    static Object read(String text) {
      Json reader = new Json(text);
      Object value = reader.value(0);
      reader.space();
      if (reader.at != text.length()) throw new IllegalArgumentException("more than one value");
      return value;
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char next() {
      if (at >= text.length()) throw new IllegalArgumentException("cut off");
      return text.charAt(at++);
    }

    private boolean takes(char wanted) {
      space();
      if (at >= text.length() || text.charAt(at) != wanted) return false;
      at++;
      return true;
    }

    private void must(char wanted) {
      if (!takes(wanted)) throw new IllegalArgumentException(wanted + " expected at " + at);
    }

    private Object value(int depth) {
      if (depth > 32) throw new IllegalArgumentException("too deep");
      space();
      if (takes('{')) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (takes('}')) return object;
        do {
          must('"');
          String name = string();
          must(':');
          if (object.put(name, value(depth + 1)) != null) throw new IllegalArgumentException("twice: " + name);
        } while (takes(','));
        must('}');
        return object;
      }
      if (takes('[')) {
        List<Object> list = new ArrayList<>();
        if (takes(']')) return list;
        do list.add(value(depth + 1));
        while (takes(','));
        must(']');
        return list;
      }
      if (takes('"')) return string();
      int start = at;
      while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) at++;
      String word = text.substring(start, at);
      if (word.equals("true")) return true;
      if (word.equals("false")) return false;
      if (word.equals("null")) return "null";
      return word.matches("-?(0|[1-9]\\d*)") ? (Object) Long.parseLong(word) : (Object) Double.parseDouble(word);
    }

    private String string() {
      StringBuilder out = new StringBuilder();
      for (char c = next(); c != '"'; c = next()) {
        if (c < 0x20) throw new IllegalArgumentException("a control character");
        if (c != '\\') out.append(c);
        else {
          char escaped = next();
          int known = "\"\\/bfnrt".indexOf(escaped);
          if (known >= 0) out.append("\"\\/\b\f\n\r\t".charAt(known));
          else if (escaped == 'u') {
            if (at + 4 > text.length()) throw new IllegalArgumentException("cut off");
            out.append((char) HexFormat.fromHexDigits(text, at, at + 4));
            at += 4;
          } else throw new IllegalArgumentException("\\" + escaped);
        }
      }
      return out.toString();
    }

    static String write(Object value) {
      if (value instanceof Map<?, ?> map) {
        List<String> members = new ArrayList<>();
        map.forEach((name, item) -> members.add(write(name) + ":" + write(item)));
        return "{" + String.join(",", members) + "}";
      }
      if (value instanceof List<?> list) return "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
      if (!(value instanceof String string)) return String.valueOf(value);
      StringBuilder out = new StringBuilder("\"");
      for (char c : string.toCharArray())
        if (c == '"' || c == '\\') out.append('\\').append(c);
        else if (c < 0x20) out.append(String.format("\\u%04x", (int) c));
        else out.append(c);
      return out.append('"').toString();
    }
  }
}
