// src/law/papers/others/others.test.ts —— papers of the ordinary procedure's other steps: whole, in their order, personal data masked
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../base/dates.ts';
import type { Act } from '../../engine.ts';
import { penaltyOrdinary } from '../../procedures/penaltyOrdinary.ts';
import type { StepId } from '../../vocabulary.ts';
import { papersFor } from '../compose.ts';
import { type Paper, runsOf } from '../paper.ts';
import { officers, sampleCompany, samplePerson } from '../sample/acts.ts';
import { sampleCase } from '../sampleCase.ts';
import { paperFaults } from '../whole/mandatory.ts';

const textOf = (paper: Paper) => [paper.title, paper.number ?? '', ...runsOf(paper).map(({ run }) => run.text)].join('');
const sample = sampleCase();
const head = 'panjin-p11';

/** The papers of an act upon the sample case as it stood before `before`. */
function after(
  step: StepId,
  by: string[],
  particulars: object,
  numbers: Record<string, string> = {},
  before: StepId = 'investigationConcluded',
) {
  const at = sample.file.acts.findIndex((act) => act.step === before);
  const file = { ...sample.file, acts: sample.file.acts.slice(0, at < 0 ? undefined : at) };
  const act: Act = { step, on: plainDate('2025-05-20'), by, particulars: { ...particulars } };
  const occasion = { file, act, made: { numbers }, registers: sample.registers, law: penaltyOrdinary };
  const papers = papersFor(occasion);
  assert.deepEqual(paperFaults(occasion, papers), [], step);
  return Object.fromEntries(papers.map((paper) => [paper.form, paper]));
}

test('every step of the sample case issues the papers of its row in their order, each whole, nothing personal in an open run', () => {
  for (const whose of [sample, sampleCase(sampleCompany)]) {
    const personal = [samplePerson.name, samplePerson.citizenId!, samplePerson.address, samplePerson.phone];
    for (const [i, act] of whose.file.acts.entries()) {
      const file = { ...whose.file, acts: whose.file.acts.slice(0, i) };
      const occasion = { file, act, made: act.made!, registers: whose.registers, law: penaltyOrdinary };
      const papers = papersFor(occasion);
      const wanted = (penaltyOrdinary.steps[act.step]!.documents ?? []).filter((code) => code !== 'CF20' || act.made!.hearable);
      assert.deepEqual(
        papers.map((paper) => paper.form),
        wanted,
        act.step,
      );
      assert.deepEqual(paperFaults(occasion, papers), [], act.step);
      for (const paper of papers) {
        for (const { run } of runsOf(paper))
          if (!run.mask) assert.ok(!personal.some((text) => run.text.includes(text)), `${paper.form}: ${run.text}`);
        assert.doesNotMatch(textOf(paper), /undefined|NaN|null|\[object|。。|，。|；。|：。/, paper.form);
      }
    }
  }
});

test('an order to correct says what, by when, on which articles, and where to appeal', () => {
  const { G09 } = after(
    'correctionOrdered',
    officers,
    { demand: '责令停止占用林地。', by: '2025-06-30' },
    { G09: '盘林湿责改〔2025〕第001号' },
  );
  const text = textOf(G09!);
  assert.equal(G09!.number, '盘林湿责改〔2025〕第001号');
  assert.match(text, /第二十八条的规定，本机关责令你在2025年6月30日前改正违法行为：停止占用林地。/);
  assert.match(text, /违反了《中华人民共和国森林法》第三十七条第一款.*自收到本通知书之日起六十日内向盘锦市人民政府申请行政复议/);
});

test('a hearing notice names time, place, host and the rights; the record and the report follow from it', () => {
  const call = { hearingOn: '2025-06-10', hearingAt: '09:30', hearingPlace: '本局三楼会议室', host: 'panjin-p15', isPublic: true };
  const text = textOf(after('hearingNoticed', [officers[0]!], call, { CF24: '盘林湿听通〔2025〕第001号' }).CF24!);
  assert.match(
    text,
    /定于2025年6月10日9时30分在本局三楼会议室就你涉嫌擅自改变林地用途一案.*听证公开举行。听证主持人：许言（演示）。|听证主持人：许言/,
  );
  const held = {
    ...{ startedAt: '2025-06-10 09:30', endedAt: '2025-06-10 10:40', attendants: '当事人、调查人员、记录人' },
    ...{ record: '调查人员陈述事实、证据和处罚建议。\n当事人申辩。', signed: 'refused', opinion: '事实清楚，建议维持原处罚意见' },
  };
  const { CF26, CF27 } = after('hearingHeld', ['panjin-p15'], held);
  assert.match(textOf(CF26!), /调查人员陈述事实、证据和处罚建议。当事人申辩。.*当事人拒绝签名，主持人已注明。/);
  assert.match(textOf(CF27!), /听证意见事实清楚，建议维持原处罚意见。/);
  assert.ok(runsOf(CF26!).some(({ run }) => run.text === held.attendants && run.mask === 'otherName'));
});

test("a transfer to the police rests on the report and the head's decision; goods kept are disposed of by name", () => {
  const decided = textOf(
    after('preservedGoodsDisposed', [head], { disposal: 'returned', detail: '已固定证据，全部返还' }, { CF14: '盘林湿登处〔2025〕第001号' })
      .CF14!,
  );
  assert.match(decided, /处理方式：返还当事人。已固定证据，全部返还。.*物品清单/);
  const { CF04 } = after('caseWithdrawn', [head], { ground: 'notEstablished', reason: '证据不足，违法事实不能成立' });
  assert.match(textOf(CF04!), /撤销案件审批表.*情形违法事实不能成立.*撤销案件的理由证据不足，违法事实不能成立。.*同意撤销案件。/);
  const { G17 } = after('crimeTransferred', [officers[0]!], { organ: '盘锦市公安局' }, { G17: '盘林湿罪移〔2025〕第001号' });
  assert.match(textOf(G17!), /盘锦市公安局：.*涉嫌构成犯罪.*第五条的规定/);
});

test('the volume lists every paper and every piece of evidence in it', () => {
  const { G25, G26, G27 } = after('caseArchived', ['panjin-p13'], { retention: 'years30', pages: 68 }, {}, 'caseReopened');
  assert.match(textOf(G25!), /保管期限30年/);
  const contents = textOf(G26!);
  for (const name of ['行政处罚决定书', '行政处罚事先告知书', '现场勘验（检查）笔录', '送达回证', '林地现状鉴定意见书'])
    assert.ok(contents.includes(name), name);
  assert.match(textOf(G27!), /卷内页数68/);
});
