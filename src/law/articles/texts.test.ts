// src/law/articles/texts.test.ts —— 条文:stored text is whole, clean and what the rules rely on
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cite, type StatuteName, statutes } from './statutes.ts';
import { articleText, statuteTexts } from './texts.ts';

const stored = Object.entries(statuteTexts) as [StatuteName, NonNullable<(typeof statuteTexts)[StatuteName]>][];
const everyParagraph = stored.flatMap(([name, text]) =>
  Object.entries(text.articles).flatMap(([article, body]) =>
    body.split('\n').map((line): [string, string] => [`${name}§${article}`, line]),
  ),
);

test('every statute is filed under its own name', () => {
  for (const [name, text] of stored) assert.equal(text.statute, name);
});

test('处罚法 is complete: articles 1 to 86 without a gap', () => {
  const complete = stored.filter(([, text]) => text.complete);
  assert.deepEqual(
    complete.map(([name]) => name),
    ['处罚法'],
  );
  assert.deepEqual(
    Object.keys(statuteTexts.处罚法!.articles),
    Array.from({ length: 86 }, (_, i) => String(i + 1)),
  );
});

test('every paragraph ends as a sentence or leads into a list, and holds nothing but Chinese text', () => {
  for (const [cite, line] of everyParagraph) {
    assert.match(line, /[。；：]$/, cite);
    assert.match(line, /^[\p{Script=Han}0-9％，。；：、“”《》（）〈〉]+$/u, cite);
  }
});

test('numbered items of an article run without a gap', () => {
  const numerals = '一二三四五六七八九十';
  const nth = (n: number) => (n <= 10 ? numerals[n - 1]! : `十${numerals[n - 11]}`);
  let expected = 1;
  let checked = 0;
  for (const [cite, line] of everyParagraph) {
    const item = /^（([一二三四五六七八九十]+)）/.exec(line)?.[1];
    if (item === undefined) expected = 1;
    else {
      assert.equal(item, nth(expected), cite);
      expected += 1;
      checked += 1;
    }
  }
  assert.ok(checked > 100);
});

test('statutes that say how days are counted are stored with that article', () => {
  for (const [name] of stored) {
    const statute = statutes[name];
    if ('daysArticle' in statute) assert.match(articleText(`${name}§${statute.daysArticle}` as Cite)!, /工作日|不计算在期间内/, name);
  }
});

test('the articles the rules rest on say what the rules say', () => {
  const says: [Cite, string][] = [
    ['处罚法§42', '执法人员不得少于两人'],
    ['处罚法§58', '未经法制审核或者审核未通过的，不得作出决定'],
    ['处罚法§72', '每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额'],
    ['处罚法§85', '“二日”“三日”“五日”“七日”的规定是指工作日'],
    ['强制法§69', '十日以内期限的规定是指工作日'],
    ['民诉法§85', '法定休假日后的第一日为期间届满的日期'],
    ['复议法§20', '六十日内提出行政复议申请'],
    ['复议法§24', '对本级人民政府工作部门作出的行政行为不服的'],
    ['诉讼法§46', '六个月内提出'],
    ['森林法§73', '恢复植被和林业生产条件所需费用三倍以下的罚款'],
    ['公开条例§26', '20个工作日内及时公开'],
    ['个保法§34', '不得超出履行法定职责所必需的范围和限度'],
    ['移送规定§5', '24小时内向同级公安机关移送'],
    ['档案法§37', '电子档案应当来源可靠、程序规范、要素合规'],
    ['罚缴分离办法§7', '明确对当事人逾期缴纳罚款是否加处罚款'],
  ];
  for (const [cite, words] of says) assert.ok(articleText(cite)?.includes(words), cite);
});

test('an article that is not stored is undefined, never a guess', () => {
  assert.equal(articleText('处罚法§87'), undefined);
  assert.equal(articleText('三项制度意见'), undefined);
});
