/**
 * Mistakes of a set-up in Japanese. The sentences are made where the mistake is found, in English, with names and values in them;
 * here each stands once more with `{}` for what is put in, and `{1}`, `{2}` … for it in the Japanese one. A test makes every
 * mistake of the forty in both languages, and looks for each sentence where it is made.
 */

/** What was found. */
export const FOUND: readonly (readonly [en: string, ja: string])[] = [
  // The file.
  ['has the unknown {}', '{1} は知られていません'],
  [
    'must be a list of program and arguments, found {}',
    'プログラムと引数の一覧でなければなりません（実際: {1}）',
  ],
  ['must be {}, found {}', '{1} でなければなりません（実際: {2}）'],
  ['a secret stands in the file itself', '秘密がファイルそのものに書かれています'],
  [
    'is {}: must name exactly one of env, file and fd',
    '{1} です。env、file、fd のちょうど一つでなければなりません',
  ],
  ['is {}: {}', '{1} です: {2}'],
  // Programs and addresses.
  ['{} is no folder', '{1} はフォルダーではありません'],
  ['there is no program {}', 'プログラム {1} がありません'],
  ['{} is not executable', '{1} は実行できません'],
  ['{} is no URL', '{1} は URL ではありません'],
  ['{} begins with {}', '{1} は {2} で始まっています'],
  ['a user name or password stands in the URL', 'URL に利用者名又はパスワードが書かれています'],
  ['is missing, and over stdio the rig starts the IUT', 'ありません。stdio では試験装置が実装を起動します'],
  ['stands there, and over stdio nobody shows one', '書かれていますが、stdio では誰も示しません'],
  ['is {}, and over stdio the IUT runs on this machine', '{1} です。stdio では実装はこの機械で動きます'],
  ['is missing, and anybody could dial in', 'ありません。誰でも接続できてしまいます'],
  [
    'stands there, and nothing is reached under https: or wss:',
    '書かれていますが、https: や wss: で届くものがありません',
  ],
  ['{} is no address of this machine', '{1} はこの機械のアドレスではありません'],
  // Certificates, keys, secrets.
  ['there is no file {}', 'ファイル {1} がありません'],
  ['{} cannot be read ({})', '{1} を読めません（{2}）'],
  ['holds no certificate in PEM', 'PEM の証明書がありません'],
  ['holds a certificate that cannot be read', '読めない証明書があります'],
  [
    'the certificate is not valid before {}, and now is {}',
    '証明書は {1} より前には有効でなく、今は {2} です',
  ],
  ['the certificate expired on {}, and now is {}', '証明書は {1} に期限が切れ、今は {2} です'],
  ['the private key is encrypted', '秘密鍵が暗号化されています'],
  ['holds no private key in PEM', 'PEM の秘密鍵がありません'],
  ['the private key does not belong to the certificate', '秘密鍵が証明書のものではありません'],
  ['is missing, and one is of no use without the other', 'ありません。片方だけでは役に立ちません'],
  [
    'what stands there has {} characters and not the form of this PIN',
    '{1} 文字あり、この暗証番号の形ではありません',
  ],
  ['the environment has no {}', '環境変数 {1} がありません'],
  ['its first line is empty', '最初の行が空です'],
  ['the file descriptor {} is not open ({})', 'ファイル記述子 {1} が開いていません（{2}）'],
  // Roles and ICS.
  ['names a role twice', '同じ役割が二度書かれています'],
  [
    'at least one of {} must be there, and all are denied',
    '{1} の少なくとも一つが必要ですが、全て否定されています',
  ],
  [
    'is "pcsc", and a program that the rig does not start cannot be told where our PC/SC service is',
    '"pcsc" ですが、試験装置が起動しないプログラムには PC/SC サービスの場所を伝えられません',
  ],
  ['is "pcsc", and only a library has a card', '"pcsc" ですが、カードを持つのはライブラリだけです'],
  [
    'is "pcsc", and programs on {} do not use pcsc-lite',
    '"pcsc" ですが、{1} のプログラムは pcsc-lite を使いません',
  ],
  ['stands there, and they are of a card under test', '書かれていますが、これは試験対象のカードのものです'],
  ['stands there, and only a ca gives such', '書かれていますが、これを示すのは ca だけです'],
  [
    'is true, and the rig cannot start instances without a command',
    'true ですが、command がなければ起動できません',
  ],
  ['{} is set by the rig or by a case', '{1} は試験装置又はケースが設定します'],
  ['{} is no name of a header field', '{1} はヘッダーの名前ではありません'],
  ['its value has characters that no header field may have', '値にヘッダーで使えない文字があります'],
  // The greeting.
  ['is refused: {}', '拒まれました: {1}'],
  ['the server certificate expired ({})', 'サーバー証明書の期限が切れています（{1}）'],
  ['the server certificate is not trusted ({})', 'サーバー証明書が信頼されていません（{1}）'],
  ['the certificate is not one of a server ({})', 'サーバーの証明書ではありません（{1}）'],
  ['the server certificate is for another host ({})', 'サーバー証明書が別のホストのものです（{1}）'],
  ['what answers does not speak TLS as it should ({})', '応答する相手が正しく TLS を話していません（{1}）'],
  [
    'the IUT speaks version {} of the contract, the rig {}',
    '実装の取決めの版は {1}、試験装置の版は {2} です',
  ],
  ['claims {}, and hello says {}', '{1} と主張していますが、hello の回答は {2} です'],
  [
    'is true, and hello says that the clock is the IUT’s own',
    'true ですが、hello の回答では時計は実装自身のものです',
  ],
  [
    'is false, and hello says that the clock is controlled: it would stand still',
    'false ですが、hello の回答では時計は controlled であり、止まったままになります',
  ],
  ['is said, and it is of the roles {}', '書かれていますが、これは役割 {1} のものです'],
  [
    'the clock of the IUT is {} minutes {} that of this machine',
    '実装の時計がこの機械と {1} 分ずれています（{2}）',
  ],
  ['the IUT did not answer {} within {} ms', '実装が {2} ミリ秒以内に {1} に答えません'],
  ['nobody answers at {} ({})', '{1} で誰も応答しません（{2}）'],
  ['{}: the result does not fit the contract: {}', '{1} の結果が取決めに合いません: {2}'],
  // Each role.
  ['the answer to reset does not say where the {} serves', 'reset への回答に {1} の場所がありません'],
  ['{} is that of the {}, too', '{1} は {2} のものでもあります'],
  ['what answers at {} does not speak HTTP ({})', '{1} で応答する相手が HTTP を話していません（{2}）'],
  [
    'the ca gives no trust anchor, and nobody could check its certificates',
    'ca がトラストアンカーを示さないため、証明書を検証できません',
  ],
  ['is no certificate', '証明書ではありません'],
  [
    'the certificate is not signed by its own key: they were swapped',
    '証明書が自身の鍵で署名されていません（取違え）',
  ],
  [
    'is no certificate of an authority (basicConstraints)',
    '認証局の証明書ではありません（basicConstraints）',
  ],
  ['is not what the IUT gives in its answer to reset', '実装が reset への回答で示すものと異なります'],
  ['the card is locked: no try is left ({})', 'カードがロックされています。残り回数がありません（{1}）'],
  ['only {} tries are left, too few to risk one', '残り {1} 回しかなく、一回も試せません'],
  ['the card does not take it ({})', 'カードが受け付けません（{1}）'],
  // Of the file as a whole.
  ['{}: there is no such file', '{1}: ファイルがありません'],
  ['{}: this is no file that can be read ({})', '{1}: 読めるファイルではありません（{2}）'],
  ['{}: cannot be imported: {}', '{1}: 読み込めません: {2}'],
  ['{}: not JSON at {}: {}', '{1}: {2} で JSON ではありません: {3}'],
  // This machine (doctor).
  ['not there', 'ありません'],
  ['does not run ({})', '動きません（{1}）'],
  ['a port of 127.0.0.1 can be opened', '127.0.0.1 のポートを開けます'],
  ['no port of 127.0.0.1 can be opened: {}', '127.0.0.1 のポートを開けません: {1}'],
  ['this folder can be written', 'このフォルダーに書けます'],
  ['this folder cannot be written', 'このフォルダーに書けません'],
  ['{} can be written', '{1} に書けます'],
  ['{} cannot be written ({})', '{1} に書けません（{2}）'],
  // The last: it would take others for itself.
  ['is {}', '{1} です'],
];

/** How to mend it. */
export const MEND: readonly (readonly [en: string, ja: string])[] = [
  ['Known there: {}.', 'そこで使えるもの: {1}。'],
  ['Write for example "command": ["python3", "adapter.py"].', '例: "command": ["python3", "adapter.py"]。'],
  [
    'Put it into an environment variable or a file, and write {"env": "NAME"} or {"file": "PATH"}; then change the secret.',
    '環境変数又はファイルに置き、{"env": "NAME"} 又は {"file": "PATH"} と書き、その秘密は変更してください。',
  ],
  [
    'Write "stdio", {"http": URL}, {"webSocket": URL} or {"listen": {"port": N}}.',
    '"stdio"、{"http": URL}、{"webSocket": URL}、{"listen": {"port": N}} のいずれかを書いてください。',
  ],
  ['It must be one of {}.', '次のいずれかでなければなりません: {1}。'],
  ['Put {} there.', '{1} を書いてください。'],
  ['docs/contract.md describes the file.', 'docs/contract.md にファイルの説明があります。'],
  ['It counts from the folder of the configuration.', '設定ファイルのフォルダーから数えます。'],
  ['Paths count from the folder of the configuration.', 'パスは設定ファイルのフォルダーから数えます。'],
  ['A relative path counts from cwd.', '相対パスは cwd から数えます。'],
  ['Install it, or write its path.', 'インストールするか、パスを書いてください。'],
  ['Set the bit: chmod +x {}', '実行権を付けてください: chmod +x {1}'],
  ['Write one with {}.', '{1} で始まるものを書いてください。'],
  ['It must begin with {}.', '{1} で始まらなければなりません。'],
  ['Use "token", by reference.', '"token" を参照で使ってください。'],
  ['Write "command": ["program", "argument"].', '"command": ["プログラム", "引数"] と書いてください。'],
  ['Leave it out, or set "connect".', '書かないか、"connect" を設定してください。'],
  ['Leave it out.', '書かないでください。'],
  ['Write for example "token": {"env": "FPOS_HIL_TOKEN"}.', '例: "token": {"env": "FPOS_HIL_TOKEN"}。'],
  ['Leave it out, or mend the URL.', '書かないか、URL を直してください。'],
  ['Its addresses: {}.', 'アドレスは {1} です。'],
  ['Write it with: {}', '次のように書き出してください: {1}'],
  ['Export it again.', '書き出し直してください。'],
  ['Set the clock, or issue the certificate again.', '時計を合わせるか、証明書を発行し直してください。'],
  ['Issue it again.', '発行し直してください。'],
  [
    'Take both from one issue: compare openssl x509 -pubkey with openssl pkey -pubout.',
    '同じ発行のものを使ってください: openssl x509 -pubkey と openssl pkey -pubout を比べます。',
  ],
  ['Name both, or none.', '両方書くか、どちらも書かないでください。'],
  ['It is {}.', '形は {1} です。'],
  ['Set it: export {}=…', '設定してください: export {1}=…'],
  ['Put the secret on the first line.', '秘密を最初の行に置いてください。'],
  ['Start with {}<FILE.', '{1}<FILE を付けて起動してください。'],
  ['Name each once.', '一度ずつ書いてください。'],
  ['Claim one, or leave one unsaid.', '一つを主張するか、一つを未設定にしてください。'],
  [
    'Add "command", or leave .card out and let the library reach the card by card.transmit.',
    '"command" を加えるか、.card を書かずに card.transmit でカードに届くようにしてください。',
  ],
  ['Leave it out, or claim the role {}.', '書かないか、役割 {1} を主張してください。'],
  [
    'Leave it out, and let the library reach the card by card.transmit.',
    '書かずに、card.transmit でカードに届くようにしてください。',
  ],
  ['Add "command".', '"command" を加えてください。'],
  ['Leave it out, or take another name.', '書かないか、別の名前にしてください。'],
  ['Letters, digits and hyphens.', '英字・数字・ハイフンを使ってください。'],
  ['Printable ASCII characters.', '印字できるASCII文字を使ってください。'],
  ['Start the IUT, or mend the address.', '実装を起動するか、アドレスを直してください。'],
  [
    'Start it by hand with the same command and see why it ends.',
    '同じコマンドで手で起動し、終わる理由を確かめてください。',
  ],
  [
    'Only messages of the contract may stand there; write logs to standard error.',
    'そこには取決めのメッセージだけを書き、ログは標準エラーに出してください。',
  ],
  [
    'Answer hello first, or raise .timeLimits.helloMs.',
    '先に hello に答えるか、.timeLimits.helloMs を増やしてください。',
  ],
  ['Name its issuer in .tls.trust.', '発行者を .tls.trust に書いてください。'],
  [
    'Issue one with extendedKeyUsage serverAuth.',
    'extendedKeyUsage serverAuth のあるものを発行してください。',
  ],
  ['Use the name that stands in it.', '証明書にある名前を使ってください。'],
  ['Write http: or ws:, or mend the server.', 'http: 又は ws: と書くか、サーバーを直してください。'],
  [
    'Answer it with contract, name, version, roles and clock.',
    'contract、name、version、roles、clock で答えてください。',
  ],
  ['Install a newer fpos-hil, or an older adapter.', '新しい fpos-hil か、古いアダプターを入れてください。'],
  ['Bring the adapter to the version that hello offers.', 'アダプターを hello の示す版に合わせてください。'],
  [
    'contract.schema.json says what hello is answered with.',
    'hello への回答は contract.schema.json にあります。',
  ],
  [
    'Claim what the adapter offers, or offer it there.',
    'アダプターが備えるものを主張するか、アダプターに備えてください。',
  ],
  [
    'Say false, or answer hello with "clock": "controlled" and heed clock.set.',
    'false とするか、hello に "clock": "controlled" と答え clock.set に従ってください。',
  ],
  [
    'Say true, or answer hello with "clock": "own" and go by the clock of the machine.',
    'true とするか、hello に "clock": "own" と答え機械の時計に従ってください。',
  ],
  ['Leave it out, or claim such a role.', '書かないか、その役割を主張してください。'],
  [
    'Set both by NTP, or let the rig control it ("clock": "controlled").',
    '両方を NTP で合わせるか、試験装置に任せてください（"clock": "controlled"）。',
  ],
  [
    'Answer sooner, or raise .timeLimits.stepMs.',
    'もっと早く答えるか、.timeLimits.stepMs を大きくしてください。',
  ],
  ['See in what it wrote to standard error why it ends.', '終了する理由を標準エラー出力で確かめてください。'],
  ['Keep the IUT running, and the connection open.', '実装を動かし続け、接続を閉じないでください。'],
  ['Answer reset with {}; see docs/contract.md.', 'reset に {1} と答えてください（docs/contract.md）。'],
  [
    'Answer reset with a fresh card, or have it unlocked.',
    'reset には新しいカードで答えるか、ロックを解除してください。',
  ],
  ['Answer reset with {}.', 'reset に {1} と答えてください。'],
  ['Serve each role under its own URL.', '役割ごとに別の URL にしてください。'],
  ['Listen before reset is answered.', 'reset に答える前に待ち受けてください。'],
  ['Is it https:?', 'https: ではありませんか。'],
  ['It is the Base64 of DER, without PEM lines.', 'DER の Base64 です（PEM の行なし）。'],
  ['Take key and certificate from one issue.', '鍵と証明書は同じ発行のものを使ってください。'],
  ['Give the authority’s, not one that it issued.', '認証局自身のものを示してください。'],
  [
    'Name the anchor of this build, or start the build that belongs to it.',
    'このビルドのアンカーを書くか、それに対応するビルドを起動してください。',
  ],
  [
    'Enter the right PIN elsewhere first: that restores the tries.',
    '先に他の所で正しい暗証番号を入力してください。回数が元に戻ります。',
  ],
  ['Name the PIN of this card.', 'このカードの暗証番号を書いてください。'],
  // This machine (doctor).
  ['Start it by npx, which brings Node {}.', 'npx で起動してください。Node {1} が付いてきます。'],
  [
    'Bring the interface lo up; allow listening on 127.0.0.1.',
    'インターフェース lo を有効にし、127.0.0.1 での待受けを許してください。',
  ],
  ['Set TMPDIR to a folder that can be written.', 'TMPDIR に書けるフォルダーを設定してください。'],
  ['Give run --out DIR.', 'run に --out DIR を付けてください。'],
  ['Set the clock: timedatectl set-ntp true.', '時計を合わせてください: timedatectl set-ntp true'],
  [
    'Mend it there; JSON has no comments and no comma after the last item.',
    'そこを直してください。JSON に注釈はなく、最後の項目の後にコンマは置けません。',
  ],
  [
    'Write export default { … }; only types that can be erased.',
    'export default { … } と書いてください（消せる型に限ります）。',
  ],
  [
    'Give --iut a configuration file, or reference, mutant:<id> or null:<id>; fpos-hil init writes one.',
    '--iut には設定ファイル、又は reference、mutant:<id>、null:<id> を指定してください。設定ファイルは fpos-hil init で作れます。',
  ],
];

/** Words that are put in; anything else that is put in is a name or a value, and stays as it is. */
const WORDS: Readonly<Record<string, string>> = {
  'a list': '一覧',
  'an object': 'オブジェクト',
  'a text': '文字列',
  'a whole number': '整数',
  'a number': '数',
  'true or false': 'true 又は false',
  nothing: 'なし',
  'ahead of': '進み',
  behind: '遅れ',
  '4 digits': '数字4桁',
  '6 to 16 upper-case letters and digits': '英大文字と数字6〜16文字',
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const patternOf = (en: string): RegExp => new RegExp(`^${en.split('{}').map(escaped).join('(.+?)')}$`, 's');

/** Turns sentences into Japanese by such a list; one that is in none stays as it is. `words` are for what is put in. */
export function translator(
  list: readonly (readonly [en: string, ja: string])[],
  words: Readonly<Record<string, string>> = WORDS,
): (text: string) => string {
  const patterns = list.map(([en, ja]) => [patternOf(en), ja] as const);
  return (text) => {
    for (const [pattern, ja] of patterns) {
      const parts = pattern.exec(text);
      if (parts)
        return ja.replace(/\{(\d)\}/g, (_, n: string) => words[parts[Number(n)]!] ?? parts[Number(n)]!);
    }
    return text;
  };
}

const TRANSLATORS = { found: translator(FOUND), mend: translator(MEND) } as const;

/** The sentence in Japanese; what an IUT itself said, and what nobody foresaw, stays as it is. */
export const inJapanese = (kind: 'found' | 'mend', text: string): string => TRANSLATORS[kind](text);
