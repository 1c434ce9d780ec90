/** コマンドラインの日本語。英語の辞書と同じ項目がなければコンパイルできない。 */
import type { Words } from './en.ts';

export const ja: Words = {
  help: {
    usage: '使い方:',
    arguments: '引数:',
    options: 'オプション:',
    commands: 'コマンド:',
    examples: '例:',
    optionsWord: '[オプション]',
    commandWord: '[コマンド]',
    default: '既定値',
    choices: '選択肢',
    help: 'この説明を表示する',
    version: 'バージョンを表示する',
    lang: '説明とメッセージの言語。en 又は ja(既定値: ロケールの言語)',
    json: 'プログラム向けの出力',
  },
  program: {
    description:
      'FPoS のシミュレータ兼適合性試験スイート。仮想マイナンバーカード、J-LIS、認定認証局、銀行、データ連携基盤(すべて試験用)。\n' +
      '日本通信株式会社、J-LIS 及び各認証局とは無関係です。ここで発行されるものは何人の本人性も証明しません。',
    examples: [
      ['fpos-hil run', '同梱の参照実装に対する全ケース'],
      ['fpos-hil card -- pkcs15-tool -D', '仮想カードの中身を OpenSC で見る'],
      ['fpos-hil world', 'J-LIS・認証局・銀行・データ連携基盤をループバックで起動する'],
      ['fpos-hil card --help', 'コマンドごとの説明'],
    ],
  },
  card: {
    summary: '仮想マイナンバーカードを入れたリーダーで PC/SC プログラムを実行する',
    description:
      '仮想マイナンバーカードを入れた専用の PC/SC リーダーを用意して COMMAND を実行し、その終了コードで終わります。\n' +
      'root 権限も pcscd もドライバーも要りません。pcsc-lite を使うプログラムがそのまま動きます。カードは毎回新品です。\n' +
      '既定プロファイルの暗証番号: 利用者証明用 1234、署名用 ABC123。\n' +
      '証明書は、同じ日(日本時間)・同じシードの world にいる同じ住民のものです。',
    command: 'プログラムとその引数',
    profile: 'カードの種類。一覧は `list profiles`（既定値: default）',
    world: '動いている world からカードを受け取る。制御用インターフェースの URL。シードはその world のもの',
    worldUrl: (url) => `--world ${url}: http の URL ではありません`,
    worldAway: (url) => `${url} で world が応答しません`,
    worldHint: '制御用インターフェースの URL は `fpos-hil world` が表示します。',
    file: 'ファイルに保存したカード。残り回数と暗証番号はプロセスを越えて残る（`card --file CARD new` で作る）',
    newIsLast: '`new` は最後に置きます。`card` のオプションはその前に書いてください',
    newWithoutFile: '`card new` には保存先が必要です',
    newHint: '例: fpos-hil card --file my.card.json new',
    seed: 'カードの属する世界のシード',
    citizen: '誰のカードか。その世界の何番目の住民か(1 から)',
    trace:
      'カードとのやり取りを標準エラー出力に表示する: コマンド、ファイル、状態バイト、読み出した項目（暗証番号は表示しない）',
    readers: 'リーダーの台数。二台目には --citizen の次の住民のカードが入る（以下同様）',
    record:
      '最初のリーダーのカードとのやり取りを FILE に書く（暗証番号は書かない）。`replay FILE` で再生できる',
    rule: '最初のリーダーのカードに、わざと起こす不具合。例: "the next 2 READ BINARY of EF 0001 answer 6F00"。何度でも指定できる。docs/rules.md 参照',
    pcsc: 'プログラムを実行せず、シェル用の export 行を表示して、止められるまでリーダーを保つ',
    stdin:
      '--pcsc とともに使う。標準入力の行に従う: `remove N`（抜く）、`insert N`（入れる）、`unplug N`（リーダーを外す。N はリーダー名の番号）、`plug`（空のリーダーをつなぐ）。一行ごとに一行を返す',
    stdinWithoutPcsc: '--stdin は --pcsc とともにだけ使えます',
    stdinHint: 'カードとともに動くプログラムが標準入力を使います。',
    move: (line) => `動作として読めません: ${line}`,
    moveHint: 'remove N、insert N、unplug N、plug、rule TEXT、rules、unrule ID のいずれか。',
    noReader: (number) => `リーダー ${number} はありません`,
    examples: [
      ['fpos-hil card -- opensc-tool -n', 'カードの名前を見る'],
      ['fpos-hil card -- pkcs15-tool -D', '証明書・鍵・残り試行回数の一覧'],
      ['fpos-hil card --trace -- pkcs11-tool --login --pin 1234 --test', 'プログラムが送るコマンドを見る'],
      ["fpos-hil card -- sh -c 'opensc-tool -a; pkcs15-tool --list-pins'", '一枚のカードで複数のプログラム'],
      [
        'fpos-hil card --trace --rule "the 9th command loses the card during it" -- pkcs15-tool -D',
        '途中で離れるカード',
      ],
      ['fpos-hil card --pcsc', '別の場所で起動するプログラムのために'],
      ['fpos-hil card --vpcd', 'この機械の pcscd のリーダーに入れる(vsmartcard-vpcd)'],
    ],
    noCommand: 'コマンドがありません',
    noCommandHint:
      '-- の後にプログラムを書いてください。例: fpos-hil card -- opensc-tool -n。又は --pcsc を使ってください。',
    wayAndCommand: (option) => `${option} とコマンドは同時に指定できません`,
    bothHint: (option) => `コマンドを実行するなら ${option} を外し、そうでなければコマンドを外してください。`,
    twoWays: (one, other) => `${one} と ${other} は同時に指定できません`,
    twoWaysHint: 'カードは一度に一か所にしかありません。一つを選んでください。',
    relay:
      'スマートフォンや他の機械に WebSocket でカードを使わせる。URL を表示し、止められるまで動く(既定値: 127.0.0.1、任意のポート)',
    relayTo: '他の機械の中継に、スマートフォンがするようにカードを持って行く。`relay` が表示した URL',
    oneReader: (option) => `${option} のリーダーは一つです`,
    oneReaderHint: '--readers を外すか、--pcsc を使ってください。',
    vpcd: {
      option:
        'この機械又は他の機械の pcscd の vpcd リーダーにカードを入れ、止められるまで動く(既定値: 127.0.0.1:35963)',
      listenOption: '同上。カードに接続してくるよう設定された vpcd を待ち受ける(既定値: 127.0.0.1:35963)',
      dialled: (where) =>
        `${where} に接続しました。一秒たっても次の行が出なければ、そのリーダーには別のカードが入っています。`,
      inserted: (where) => `${where} のリーダーにカードが入りました。Ctrl-C で止まります。`,
      gone: (where) => `${where} のリーダーが接続を閉じました`,
      goneHint:
        'pcscd が止まったか、65,536 バイトのコマンドが送られていませんか。simulator/reader/README.md をご覧ください。',
      listening: (host, port) => `${host}:${port} で vpcd の接続を待っています`,
      readerCame: 'リーダーにカードが入りました。',
      readerLeft: 'リーダーが離れました。',
    },
    profileUnknown: (id) => `カードプロファイル ${id} はありません`,
    profileHint: (ids) => `プロファイル: ${ids}`,
  },
  relay: {
    summary: 'スマートフォンや他の機械のカードをここのリーダーで使う',
    description:
      'ここに表示する URL に接続し、カードを持って来るスマートフォンを待ちます。一台が一つのリーダーになり、\n' +
      'カードがかざされている間そのリーダーにカードが入ります。COMMAND を書くと、カードが来しだい実行し、その終了コードで終わります。\n' +
      '書かなければ URL とシェル用の export 行を表示し、止められるまで動きます。送受信の形式は docs/relay.md にあります。\n' +
      '試験用でないカードは暗証番号の誤りで使えなくなることがあり、ここでは COMMAND を止めません。',
    command: 'プログラムとその引数',
    listen:
      'スマートフォンの接続先(既定値: 127.0.0.1、任意のポート)。この機械以外のホストを指定すると、届く者は誰でも接続できる',
    waiting: (url) => `${url} でカードを待っています`,
    turnedAway: (why) => `中継への接続を断りました: ${why}`,
    inTheClear: (host) =>
      `中継は ${host} で待ち受けます。トークン、暗証番号、カードから読んだ内容は暗号化されずにそのネットワークを通ります。自分の機械の間だけで使うか、前に TLS の代理を置いてください。`,
    brought: '中継にカードが渡りました。Ctrl-C で止まります。',
    gone: '中継が接続を閉じました',
    goneHint: '止められていませんか。起動し直し、新しい URL を使ってください。',
    stopped: 'カードが来る前に止められました',
    stoppedHint: 'スマートフォンからカードを持って来る方法は docs/relay.md をご覧ください。',
    examples: [
      ['fpos-hil relay -- pkcs15-tool -D', 'スマートフォンにかざしたカードを OpenSC で見る'],
      ['fpos-hil relay --listen 192.0.2.7:8900', '同じネットワークのスマートフォンのために'],
      [
        "fpos-hil card --relay-to 'ws://127.0.0.1:8900/reader?token=…'",
        '仮想カードをそのスマートフォンの代わりにする',
      ],
    ],
  },
  world: {
    summary: 'J-LIS・認証局・銀行・データ連携基盤をループバックの HTTP サーバーとして起動する',
    description:
      'J-LIS(JPKI の二つの認証局の OCSP と CRL)、認定認証局、銀行、データ連携基盤、制御用インターフェースを 127.0.0.1 の\n' +
      'HTTP サーバーとして起動し、止められるまで動きます。うち四つ(J-LIS の検証者用と本人用、認証局の二つ目、データ連携基盤)は\n' +
      'HTTPS です。各サーバーは /openapi.json で自らを説明します。\n' +
      '--at がなければ時計はこの機械の時計で、すべては日本時間の直近の午前零時に発行されたものです。',
    json: '全サーバーの準備ができたら JSON を一行表示する',
    seed: 'どの世界か。同じ日・同じシードなら鍵も証明書も住民も同じ',
    at: '時計を止める。時差つき ISO 8601。以後は制御用インターフェースの PUT /clock でだけ進む',
    port: 'サーバーごとに BASE から順のポートを使う(既定値: 空いているポート)',
    scenario: '物語を演じ、経過を表示して終わる(一覧: fpos-hil list scenarios)',
    noScenario: (id) => `シナリオ ${id} はありません`,
    examples: [
      ['fpos-hil world', 'URL とトラストアンカーの一覧'],
      ['fpos-hil world --json --seed 7', 'スクリプト向け'],
      ['fpos-hil world --at 2026-04-01T09:00:00+09:00', '時間の止まった世界'],
      ['fpos-hil world --port 8700', '常に同じポート。control が 8700'],
      ['fpos-hil world --scenario moving-house', '転居の物語。窓口から銀行まで'],
    ],
    ready: (seed, founded) => `シード ${seed} の世界(${founded} 創設)。試験用であり、何も証明しません。`,
    servers: 'サーバー',
    anchors: 'トラストアンカー',
    tls: 'HTTPS 用（ルート証明書、登録済み検証者のクライアント証明書と鍵）',
    stop: 'Ctrl-C で止まります。',
  },
  errors: {
    hint: 'ヒント',
    unknownOption: (option, similar) =>
      `オプション ${option} はありません${similar === undefined ? '' : `(${similar} のことですか)`}`,
    unknownCommand: (command, similar) =>
      `コマンド ${command} はありません${similar === undefined ? '' : `(${similar} のことですか)`}`,
    noValue: (option) => `オプション ${option} には値が必要です`,
    badChoice: (option, value) => `${option} に ${value} は指定できません`,
    badChoiceHint: (choices) => `選択肢: ${choices}`,
    tooManyArguments: '引数が多すぎます',
    outputLost: (code) => `出力に書き込めません（${code}）`,
    missingArgument: (name) => `引数 ${name} がありません`,
    conflict: '同時に指定できないオプションです',
    seeHelp: (command) => `${command} --help をご覧ください`,
    number: (option, value, min, max) => `${option} ${value} は ${min} から ${max} までの整数ではありません`,
    numberHint: (option, example) => `例: ${option} ${example}`,
    address: (option, value) => `${option} ${value} は HOST:PORT の形ではありません`,
    addressHint: (option, example) => `例: ${option} ${example}`,
    time: (value) => `--at ${value} は 2016 年から 2099 年までの時差つきの時刻ではありません`,
    timeHint: '例: --at 2026-04-01T09:00:00+09:00',
    internal: 'fpos-hil 自身の不具合です',
    internalHint: 'FPOS_HIL_DEBUG=1 で場所が分かります。実行したコマンドとともにお知らせください。',
  },
};
