/** What the command line says, in English. The Japanese dictionary has the same keys, or does not compile. */
export const en = {
  help: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    commands: 'Commands:',
    examples: 'Examples:',
    /** Stands in usage lines. */
    optionsWord: '[options]',
    commandWord: '[command]',
    default: 'default',
    choices: 'choices',
    help: 'show this help',
    version: 'print the version',
    lang: 'language of help and messages: en or ja (default: that of the locale)',
    json: 'output for programs',
  },
  program: {
    description:
      'Simulator and conformance suite for FPoS: virtual My Number cards, J-LIS, an accredited CA, a bank and a data hub, all for tests.\n' +
      'Independent of Japan Communications Inc., of J-LIS and of any CA. Nothing issued here proves anything about anybody.',
    examples: [
      ['fpos-hil run', 'the whole suite against the bundled reference'],
      ['fpos-hil card -- pkcs15-tool -D', 'what OpenSC finds on a virtual card'],
      ['fpos-hil world', 'J-LIS, a CA, a bank and a data hub on loopback ports'],
      ['fpos-hil card --help', 'more about one command'],
    ],
  },
  card: {
    summary: 'run a PC/SC program with a virtual My Number card in its reader',
    description:
      'Runs COMMAND with a virtual My Number card in a private PC/SC reader, and ends with the exit code of COMMAND.\n' +
      'No root, no pcscd, no driver: any program that uses pcsc-lite works unchanged. Every start is a fresh card.\n' +
      'The PINs of the default profile: 1234 for the authentication key, ABC123 for the signing key.\n' +
      'The certificates are those of the same citizen in `world` with the same seed on the same day (Japan time).',
    command: 'the program and its arguments',
    profile: 'which kind of card; see `list profiles` (default: default)',
    world:
      'take the card from a running world: the URL of its control interface; then --seed is that of the world',
    worldUrl: (url: string) => `--world ${url}: not an http URL`,
    worldAway: (url: string) => `no world answers at ${url}`,
    worldHint: '`fpos-hil world` prints the URL of its control interface.',
    file: 'a card that is kept in a file: its counters and PINs outlive the process (`card --file CARD new` makes one)',
    newIsLast: '`new` is the last word: options of `card` stand before it',
    newWithoutFile: '`card new` needs to know where to put the card',
    newHint: 'for example: fpos-hil card --file my.card.json new',
    seed: 'the world that the card comes from',
    citizen: 'whose card: which citizen of that world, from 1',
    trace:
      'print each exchange with the card on stderr: command, file, status word, and the fields of what was read; never a PIN',
    readers: 'how many readers; the second has the card of the citizen after --citizen, and so on',
    record:
      'write the dialogue with the card in the first reader into FILE, without PINs; `replay FILE` plays it again',
    rule: 'what goes wrong on purpose with the card in the first reader, for example "the next 2 READ BINARY of EF 0001 answer 6F00"; can be given again; see docs/rules.md',
    pcsc: 'run no program: print the export line for a shell, and keep the reader until stopped',
    stdin:
      'with --pcsc: read lines from standard input: `remove N`, `insert N`, `unplug N` (N is the number in the name of the reader), `plug` (one more reader, empty); each is answered by a line',
    stdinWithoutPcsc: '--stdin goes with --pcsc only',
    stdinHint: 'A program that runs with the card has the standard input for itself.',
    move: (line: string) => `not a move: ${line}`,
    moveHint: 'One of: remove N, insert N, unplug N, plug, rule TEXT, rules, unrule ID.',
    noReader: (number: number) => `there is no reader ${number}`,
    examples: [
      ['fpos-hil card -- opensc-tool -n', 'name the card'],
      ['fpos-hil card -- pkcs15-tool -D', 'list certificates, keys, and tries left'],
      [
        'fpos-hil card --trace -- pkcs11-tool --login --pin 1234 --test',
        'see the commands that a program sends',
      ],
      ["fpos-hil card -- sh -c 'opensc-tool -a; pkcs15-tool --list-pins'", 'several programs, one card'],
      [
        'fpos-hil card --trace --rule "the 9th command loses the card during it" -- pkcs15-tool -D',
        'a card that is torn away',
      ],
      ['fpos-hil card --pcsc', 'for programs started elsewhere'],
      ['fpos-hil card --vpcd', 'in a reader of the pcscd of this machine (vsmartcard-vpcd)'],
    ],
    noCommand: 'no command given',
    noCommandHint: 'Name the program after --, as in: fpos-hil card -- opensc-tool -n; or use --pcsc.',
    wayAndCommand: (option: string) => `${option} takes no command`,
    bothHint: (option: string) =>
      `Leave ${option} away to run the command with the card, or leave the command away.`,
    twoWays: (one: string, other: string) => `${one} and ${other} exclude each other`,
    twoWaysHint: 'A card is in one place at a time: choose one.',
    relay:
      'offer the card to a phone or another machine over a WebSocket: print its URL, and run until stopped (default: 127.0.0.1, any port)',
    relayTo:
      'bring the card to the relay of somebody else, as a phone does with its card: the URL that `relay` printed',
    oneReader: (option: string) => `${option} has one reader`,
    oneReaderHint: 'Leave --readers away, or use --pcsc.',
    vpcd: {
      option:
        'put the card into a vpcd reader of pcscd, here or on another machine, and run until stopped (default: 127.0.0.1:35963)',
      listenOption:
        'the same, for a vpcd that is configured to dial the card: wait for it there (default: 127.0.0.1:35963)',
      dialled: (where: string) =>
        `Connected to ${where}. If nothing follows within a second, another card is in that reader.`,
      inserted: (where: string) => `The reader at ${where} has the card. Stop with Ctrl-C.`,
      gone: (where: string) => `the reader at ${where} has closed the connection`,
      goneHint: 'Was pcscd stopped, or a command of 65,536 bytes sent? See simulator/reader/README.md.',
      listening: (host: string, port: number) => `Waiting for a vpcd that dials ${host}:${port}`,
      readerCame: 'A reader has the card.',
      readerLeft: 'The reader has gone.',
    },
    profileUnknown: (id: string) => `there is no card profile ${id}`,
    profileHint: (ids: string) => `Profiles: ${ids}.`,
  },
  relay: {
    summary: 'use the card of a phone, or of another machine, in a reader here',
    description:
      'Waits for phones that dial the URL printed here and bring a card. Each is a reader of a private PC/SC service, and its\n' +
      'card lies in it while the phone has it. With COMMAND: runs it as soon as a card is there, and ends with its exit code.\n' +
      'Without: prints the URL, and the export line for a shell, and runs until stopped. docs/relay.md tells what a phone sends.\n' +
      'A card that is no test card can be locked for ever by wrong PINs; nothing here holds COMMAND back.',
    command: 'the program and its arguments',
    listen:
      'where phones dial (default: 127.0.0.1, any port); another host than this machine is reached by everybody who reaches it',
    waiting: (url: string) => `Waiting for a card at ${url}`,
    turnedAway: (why: string) => `Turned away at the relay: somebody who ${why}.`,
    inTheClear: (host: string) =>
      `The relay listens on ${host}: the token, PINs and what is read from the card pass that network unencrypted. Use it among your own machines, or put a TLS proxy before it.`,
    brought: 'The relay has the card. Stop with Ctrl-C.',
    gone: 'the relay has closed the connection',
    goneHint: 'Was it stopped? Start it, and take its new URL.',
    stopped: 'stopped before anybody brought a card',
    stoppedHint: 'docs/relay.md tells how a phone brings its card.',
    examples: [
      ['fpos-hil relay -- pkcs15-tool -D', 'what OpenSC finds on the card of a phone'],
      ['fpos-hil relay --listen 192.0.2.7:8900', 'for a phone in the same network'],
      ["fpos-hil card --relay-to 'ws://127.0.0.1:8900/reader?token=…'", 'the virtual card as that phone'],
    ],
  },
  world: {
    summary: 'J-LIS, CA, bank and data hub as HTTP servers on loopback',
    description:
      'Starts J-LIS (OCSP and CRL of both JPKI authorities), an accredited CA, a bank, a data hub and a control interface\n' +
      'as HTTP servers on 127.0.0.1, and runs until it is stopped. Four of them are HTTPS: what J-LIS tells verifiers\n' +
      'and holders, the CA once more, and the hub. Every server describes itself under /openapi.json.\n' +
      'Without --at the clock is that of the machine, and everything was issued at the last midnight in Japan.',
    json: 'print one line of JSON when every server is ready',
    seed: 'which world; the same seed on the same day gives the same keys, certificates and citizens',
    at: 'pin the clock: ISO 8601 with time zone; it then moves by PUT /clock of the control interface only',
    port: 'ports BASE and following, one for each server (default: any free ports)',
    scenario: 'play a story, print its timeline and end: see fpos-hil list scenarios',
    noScenario: (id: string) => `there is no scenario ${id}`,
    examples: [
      ['fpos-hil world', 'a table of URLs and trust anchors'],
      ['fpos-hil world --json --seed 7', 'for scripts'],
      ['fpos-hil world --at 2026-04-01T09:00:00+09:00', 'a world where time stands still'],
      ['fpos-hil world --port 8700', 'always at the same ports: control is 8700'],
      ['fpos-hil world --scenario moving-house', 'a move, told from the desk to the bank'],
    ],
    ready: (seed: number, founded: string) =>
      `World of seed ${seed}, founded ${founded}. TEST: proves nothing.`,
    servers: 'Servers',
    anchors: 'Trust anchors',
    tls: 'Over HTTPS (root; client certificate and key of each registered verifier)',
    stop: 'Stop with Ctrl-C.',
  },
  errors: {
    hint: 'hint',
    unknownOption: (option: string, similar: string | undefined) =>
      `unknown option ${option}${similar === undefined ? '' : ` (did you mean ${similar}?)`}`,
    unknownCommand: (command: string, similar: string | undefined) =>
      `unknown command ${command}${similar === undefined ? '' : ` (did you mean ${similar}?)`}`,
    noValue: (option: string) => `option ${option} needs a value`,
    badChoice: (option: string, value: string) => `${option} cannot be ${value}`,
    badChoiceHint: (choices: string) => `Possible: ${choices}.`,
    tooManyArguments: 'too many arguments',
    outputLost: (code: string) => `the output cannot be written (${code})`,
    missingArgument: (name: string) => `argument ${name} is missing`,
    conflict: 'these options exclude each other',
    seeHelp: (command: string) => `See ${command} --help`,
    number: (option: string, value: string, min: number, max: number) =>
      `${option} ${value} is not a whole number from ${min} to ${max}`,
    numberHint: (option: string, example: string) => `For example: ${option} ${example}`,
    address: (option: string, value: string) => `${option} ${value} is not HOST:PORT`,
    addressHint: (option: string, example: string) => `For example: ${option} ${example}`,
    time: (value: string) => `--at ${value} is not a time with a time zone, from 2016 to 2099`,
    timeHint: 'For example: --at 2026-04-01T09:00:00+09:00',
    internal: 'something is wrong in fpos-hil itself',
    internalHint: 'FPOS_HIL_DEBUG=1 shows where. Please report it with the command that you gave.',
  },
};

export type Words = typeof en;
