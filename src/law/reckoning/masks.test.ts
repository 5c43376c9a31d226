// src/law/reckoning/masks.test.ts —— 脱敏:nothing personal stays in an open run, and not one character of the text is lost
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { articleText } from '../articles/texts.ts';
import type { MaskKind } from '../papers/paper.ts';
import { cutAddress, type Entity, maskGround, publicName, publicNames, replacementFor, splitEntities, surnameOf } from './masks.ts';

const masked = (text: string, entities: Entity[] = []) =>
  splitEntities(text, entities).flatMap((run) => (run.mask ? [[run.text, run.mask]] : []));
const open = (text: string, entities: Entity[] = []) => splitEntities(text, entities).flatMap((run) => (run.mask ? [] : [run.text]));

test('known persons are found everywhere in the text, the longest name first', () => {
  const entities: Entity[] = [
    { text: '欧阳', mask: 'otherName' },
    { text: '欧阳堃', mask: 'personName' },
    { text: '张喆', mask: 'otherName' },
  ];
  const text = '欧阳堃称，张喆让欧阳堃去找欧阳。';
  assert.deepEqual(masked(text, entities), [
    ['欧阳堃', 'personName'],
    ['张喆', 'otherName'],
    ['欧阳堃', 'personName'],
    ['欧阳', 'otherName'],
  ]);
});

test('rare characters outside the basic plane are whole', () => {
  assert.deepEqual(masked('当事人王𬭎在场', [{ text: '王𬭎', mask: 'personName' }]), [['王𬭎', 'personName']]);
  assert.equal(publicName('𬭎明'), '𬭎某');
});

test('a name typed with blanks inside is the same name', () => {
  assert.deepEqual(masked('询问张　伟、李 四', [{ text: '张伟', mask: 'personName' }]), [['张　伟', 'personName']]);
});

const found: [string, string, MaskKind][] = [
  ['身份证号11010519491231002X，住', '11010519491231002X', 'idNumber'],
  ['身份证号110105 19491231 002x。', '110105 19491231 002x', 'idNumber'],
  ['旧号码110105491231002。', '110105491231002', 'idNumber'],
  ['电话13804270000，', '13804270000', 'phone'],
  ['电话138-0427-0000，', '138-0427-0000', 'phone'],
  ['拨打+86 13804270000后', '+86 13804270000', 'phone'],
  ['电话0427-2812345。', '0427-2812345', 'phone'],
  ['电话（0427）2812345。', '（0427）2812345', 'phone'],
  ['邮箱zhang.wei@example.com。', 'zhang.wei@example.com', 'phone'],
  ['微信号：zhang_wei88，', 'zhang_wei88', 'phone'],
  ['驾驶辽L12345货车', '辽L12345', 'plate'],
  ['驾驶辽L·D12345轿车', '辽L·D12345', 'plate'],
  ['牵引辽L1234挂半挂车', '辽L1234挂', 'plate'],
  ['账号：6222 0210 0112 3456 789，', '6222 0210 0112 3456 789', 'bankAccount'],
  ['开户银行账户（建设银行）21050170123456789012。', '21050170123456789012', 'bankAccount'],
  ['转入6222021001123456789后', '6222021001123456789', 'bankAccount'],
  ['位于东经121°58′36.5″处', '东经121°58′36.5″', 'coordinates'],
  ['坐标121.97682，41.03518处', '121.97682，41.03518', 'coordinates'],
  ['位于N41°02′，', 'N41°02′', 'coordinates'],
  ['界桩在121度58分36秒处', '121度58分36秒', 'coordinates'],
  ['纬度：41.03处', '41.03', 'coordinates'],
  ['出生日期：1988年3月2日，', '1988年3月2日', 'birthDate'],
  ['1988年3月2日出生，', '1988年3月2日', 'birthDate'],
];
for (const [text, expected, mask] of found) {
  test(`found without being told: ${mask} in “${text}”`, () => assert.deepEqual(masked(text), [[expected, mask]]));
}

const kept = [
  '盘林湿罚决〔2026〕第001号',
  '2026年3月2日，当事人改变林地334.98平方米。',
  '处罚款20,098.80元，自收到之日起15日内缴纳',
  '《中华人民共和国森林法》第七十三条第一款',
  '统一社会信用代码91320105780688132K',
  '执法证号06110012345',
  '森林图斑号0023，小班号0117',
  '坡度25°，郁闭度0.4，海拔12.5米',
  '气温零下15度，用电200度',
];
for (const text of kept) test(`stays open: “${text}”`, () => assert.deepEqual(masked(text), []));

test('what is left is cut after ，。；：so that a clause can be withheld whole', () => {
  assert.deepEqual(open('经查：甲地有树，乙地无树；以上属实。完'), ['经查：', '甲地有树，', '乙地无树；', '以上属实。', '完']);
});

test('an empty text has no runs, and an empty entity is no entity', () => {
  assert.deepEqual(splitEntities('', []), []);
  assert.deepEqual(splitEntities('好', [{ text: ' ', mask: 'personName' }]), [{ text: '好' }]);
});

test('signs that mean something in a pattern are plain text in an entity', () => {
  assert.deepEqual(masked('见(a+b)[c]号', [{ text: '(a+b)[c]', mask: 'otherName' }]), [['(a+b)[c]', 'otherName']]);
});

const pieces = fc.constantFrom(
  '张伟',
  '欧阳堃',
  '王𬭎',
  '，',
  '。',
  '称',
  '13804270000',
  '11010519491231002X',
  '辽L12345',
  ' ',
  '\n',
  '地',
  '1',
  '账号',
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const persons: Entity[] = ['张伟', '欧阳堃', '王𬭎'].map((text) => ({ text, mask: 'personName' }));

test('property: the runs, joined, are the text exactly, and none is empty', () => {
  fc.assert(
    fc.property(texts, fc.array(fc.string({ unit: 'grapheme', maxLength: 3 }), { maxLength: 3 }), (text, more) => {
      const runs = splitEntities(text, [...persons, ...more.map((each): Entity => ({ text: each, mask: 'otherName' }))]);
      assert.equal(runs.map((run) => run.text).join(''), text);
      assert.ok(runs.every((run) => run.text !== ''));
    }),
  );
});

test('property: no open run holds a known person', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const piece of open(text, persons)) for (const { text: name } of persons) assert.ok(!piece.includes(name));
    }),
  );
});

const names: [string, string][] = [
  ['张伟', '张某'],
  ['欧阳明', '欧阳某'],
  ['欧阳堃', '欧阳某'],
  ['诸葛小明', '诸葛某'],
  ['爱新觉罗溥', '爱新觉罗某'],
  ['欧阳', '欧某'],
  ['左丘明', '左某'],
  ['乐正宇', '乐某'],
  ['张 喆', '张某'],
  ['阿依古丽·买买提', '阿某'],
];
for (const [name, shown] of names) test(`public name: ${name} → ${shown}`, () => assert.equal(publicName(name), shown));

test('two of one surname in a file are told apart in order of mention: 欧阳某、张某甲、张某乙', () => {
  assert.deepEqual(
    [...publicNames(['欧阳明', '张伟', '张强', '张伟'])],
    [
      ['欧阳明', '欧阳某'],
      ['张伟', '张某甲'],
      ['张强', '张某乙'],
    ],
  );
  assert.equal(publicName('张伟', 10), '张某11');
});

test('欧 and 欧阳 are two surnames', () => {
  assert.deepEqual([...publicNames(['欧明', '欧阳明']).values()], ['欧某', '欧阳某']);
  assert.equal(surnameOf('欧明'), '欧');
});

const addresses: [string, string | undefined][] = [
  ['辽宁省盘锦市大洼区田家街道大堡子村3组12号', '辽宁省盘锦市大洼区'],
  ['盘锦市大洼区***', '盘锦市大洼区'],
  ['盘锦市盘山县胡家镇', '盘锦市盘山县'],
  ['盘锦市阳光小区3号楼', '盘锦市'],
  ['内蒙古自治区呼伦贝尔市鄂伦春自治旗阿里河镇', '内蒙古自治区呼伦贝尔市鄂伦春自治旗'],
  ['吉林省延边朝鲜族自治州敦化市江源镇', '吉林省延边朝鲜族自治州敦化市'],
  ['北京市朝阳区东大桥路9号', '北京市朝阳区'],
  ['海南省文昌市文城镇', '海南省文昌市'],
  ['大洼区田家街道大堡子村', '大洼区'],
  ['阳光花园小区2栋', undefined],
  ['田家镇大堡子村3组', undefined],
];
for (const [address, shown] of addresses) {
  test(`address: ${address} → ${shown ?? '不显示'}`, () => assert.equal(cutAddress(address, ['大洼区', '盘山县']), shown));
}

test('every mask says what was withheld and under which stored article', () => {
  const kinds: MaskKind[] = [
    'personName',
    'otherName',
    'idNumber',
    'phone',
    'homeAddress',
    'birthDate',
    'bankAccount',
    'plate',
    'coordinates',
  ];
  for (const kind of kinds) {
    const { as, ground, cites } = maskGround(kind);
    assert.ok(as.length > 0 && ground.length > 0);
    assert.ok(cites.length > 0 && cites.every((cite) => articleText(cite) !== undefined), kind);
  }
  assert.deepEqual([maskGround('idNumber').as, maskGround('idNumber').ground], ['身份证件号码', '个人信息保护法第六条、第三十四条']);
});

test('in place of a withheld run: a surname, a role, a county, the head of a plate, or nothing', () => {
  const known = new Map([...publicNames(['张伟', '张强']), ['李四', '证人A']]);
  const instead = (text: string, mask?: MaskKind) => replacementFor({ text, mask }, known);
  assert.equal(instead('张 伟', 'personName'), '张某甲');
  assert.equal(instead('王五', 'personName'), '王某');
  assert.equal(instead('李四', 'otherName'), '证人A');
  assert.equal(instead('赵六', 'otherName'), undefined);
  assert.equal(instead('盘锦市大洼区田家街道', 'homeAddress'), '盘锦市大洼区');
  assert.equal(instead('辽L12345', 'plate'), '辽L*****');
  for (const mask of ['idNumber', 'phone', 'bankAccount', 'birthDate', 'coordinates'] as const) assert.equal(instead('1', mask), undefined);
  assert.equal(instead('公开的文字'), undefined);
});
