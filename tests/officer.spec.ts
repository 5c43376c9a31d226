// tests/officer.spec.ts —— 一案到底:six people walk one whole case in the console, and the public checks what was published

import { shanghaiDate } from '../src/base/dates.ts';
import { newId } from '../src/base/ids.ts';
import { begin, Form, open, recorded, send } from './form.ts';
import { expect, test } from './server.ts';

const today = shanghaiDate(new Date());
const [year] = today.split('-');
const begun = Date.now();
/** Minutes of today before the journey began, in their order; soon after midnight they crowd together at its first minute. */
const at = (nth: number) => {
  const minute = new Date(begun - (8 - nth) * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  return minute.startsWith(today) ? minute : `${today} 00:00`;
};
// Names with a character of their own each run would hide a leak of an earlier case.
const party = { name: '佟苇', citizenId: '211122197802280039', address: '辽宁省盘锦市大洼区演示镇苇塘村7组9号', phone: '13800000077' };
const road = 'farm-road-across-forest-land.jpg';
const video = 'farm-road-walk-through.mp4';

test('one case from clue to closing, by clicking and typing, and a decision anyone can verify', async ({ as, page: visitor }) => {
  test.setTimeout(240_000);
  const [officer, second, section, reviewer, head, publicity] = [
    await as('zhaoyan'),
    await as('qianhe'),
    await as('zhengli'),
    await as('fengzheng'),
    await as('shenyue'),
    await as('zhuning'),
  ] as const;
  let caseId = '';
  /** Every act of two officers is signed by the second himself. */
  const confirm = async () => {
    await open(second, caseId, '共同执法人员确认');
    await send(second, '共同执法人员确认', '确认');
  };

  await test.step('线索登记、核查', async () => {
    await begin(officer);
    const form = new Form(officer);
    await form.search('线索来源', '遥感', '遥感图斑');
    await form.when('线索获取时间', at(0));
    await form.write('违法行为地点', '盘锦市大洼区演示镇苇塘村北侧林地');
    await form.write('简要案情', '遥感图斑显示林地内新修道路一条，疑似未经审核同意');
    await send(officer, '线索登记', '登记线索');
    caseId = new URL(officer.url()).pathname.split('/').at(-1)!;
    const verify = await open(officer, caseId, '线索核查');
    await verify.write('核查情况', '林地内新修砂石路一条，未见使用林地审核同意书');
    await verify.pick('违法行为发生地属本机关管辖', '是');
    await verify.pick('建议', '建议立案');
    await verify.together('钱禾');
    await send(officer, '线索核查', '提交核查');
    await confirm();
  });

  await test.step('提请立案:事项从清单里搜“林地”选出', async () => {
    const form = await open(officer, caseId, '提请立案');
    await form.search('执法事项', '林地', '未经审核同意擅自改变林地用途');
    await form.write('案由', '擅自改变林地用途');
    await form.pick('当事人类别', '自然人');
    await form.write('姓名或者名称', party.name);
    await form.write('公民身份号码', '211122197802280030');
    await form.write('住址或者住所', party.address);
    await form.write('联系电话', party.phone);
    await form.when('违法行为终了日', `${Number(year) - 1}-11-08`);
    await form.search('承办人', '赵延', '赵延');
    await form.search('承办人', '钱禾', '钱禾');
    await form.write('承办人意见', '建议立案调查');
    await officer.getByRole('button', { name: /^提请立案 / }).click();
    await expect(officer.getByRole('alert')).toContainText('公民身份号码有误，请核对18位号码');
    await form.write('公民身份号码', party.citizenId);
    await send(officer, '提请立案', '提请立案');
  });

  await test.step('审核立案、批准立案', async () => {
    for (const [page, step, button] of [
      [section, '审核立案', '提交审核意见'],
      [head, '批准立案', '批准立案'],
    ] as const) {
      const form = await open(page, caseId, step);
      await form.tick('同意');
      await form.write('意见', '同意立案');
      await send(page, step, button);
    }
  });

  await test.step('现场勘验:照片和录像在表单里上传', async () => {
    const form = await open(officer, caseId, '现场勘验');
    await form.when('开始时间', at(1));
    await form.when('结束时间', at(2));
    await form.write('天气', '晴');
    await form.search('记录人', '赵延', '赵延');
    await form.tick('已主动出示执法证件');
    await form.pick('当事人到场情况', '到场');
    await form.write('勘验情况', '林地内新修砂石路一条，长111.66米，平均宽3.00米，未见林木采伐');
    await form.write('实测面积', '334.98');
    await form.pick('当事人签名', '签名');
    await form.upload('音像记录', road, video);
    await expect(officer.getByRole('region', { name: '试判和文书预览' })).toContainText('334.98');
    await send(officer, '现场勘验', '提交勘验笔录');
  });

  await test.step('询问', async () => {
    const form = await open(officer, caseId, '询问');
    await form.when('开始时间', at(3));
    await form.when('结束时间', at(4));
    await form.write('询问地点', '苇塘村村民委员会');
    await form.pick('被询问人身份', '当事人');
    await form.search('记录人', '钱禾', '钱禾');
    await form.tick('已主动出示执法证件');
    await form.tick('已告知陈述、申辩、申请回避的权利和如实回答的义务');
    await form.write('问', '苇塘村北侧林地里的砂石路是谁修的？');
    await form.write('答', '是我去年秋天雇挖掘机修的。');
    await form.tick('已交被询问人核对或者向其宣读');
    await form.pick('被询问人签名', '逐页签名');
    await send(officer, '询问', '提交询问笔录');
  });

  await test.step('鉴定意见', async () => {
    const form = await open(officer, caseId, '收到鉴定意见');
    await form.write('鉴定（认定）机构', '辽宁演示林业司法鉴定所');
    await form.upload('鉴定意见书', 'appraisal-opinion.pdf');
    await form.write('鉴定意见', '占用一般公益林地334.98平方米，恢复费用每平方米10元，公益林加倍');
    await form.pick('林地类别', '公益林地');
    await form.write('恢复单价（元/㎡）', '10');
    await form.write('系数（公益林加倍等）', '2');
    await send(officer, '收到鉴定意见', '收到鉴定意见');
  });

  await test.step('第二名执法人员确认:以前调查不能终结,理由写在页上', async () => {
    await officer.goto(`/console/cases/${caseId}`);
    await expect(officer.getByRole('complementary', { name: '现在可以做什么' })).toContainText('还须由钱禾本人登录确认');
    const form = await open(second, caseId, '共同执法人员确认');
    await expect(form.form.getByText(/第\d+条　(现场勘验|询问)/)).toHaveCount(2);
    await send(second, '共同执法人员确认', '确认');
  });

  await test.step('调查终结:档次以外的罚款,提交以前就说明理由', async () => {
    const form = await open(officer, caseId, '调查终结');
    await form.row('事实1').write('事实', '当事人未经审核同意，在公益林地内修建砂石农用道路');
    await form.row('事实1').evidence('证明这个事实的证据', road, 'appraisal-opinion.pdf');
    await form.form.getByRole('radiogroup', { name: '处罚种类和幅度' }).getByRole('radio').first().check();
    await form.pick('裁量档次', '一般');
    await form.write('裁量理由', '当事人初次违法，配合调查，尚未恢复植被');
    await expect(form.form).toContainText(/法定幅度：[\d.,]+至20,?098\.80元/);
    await form.write('建议罚款', '30000');
    await form.pick('新旧法比较', '行为时和决定时法律相同');
    await form.tick('已对照刑事追诉标准');
    await form.write('对照情况', '毁坏公益林地约0.50亩，没有达到五亩的追诉标准');
    await form.when('改正（恢复）期限', `${Number(year) + 1}-05-31`);
    await form.write('承办人处理意见', '建议处罚款9000元，责令限期恢复植被');
    await expect(form.form.getByText(/高于“一般”档上限14,?069\.16元/)).toBeVisible();
    await expect(officer.getByRole('heading', { name: '按现在填的，还不能记入' })).toBeVisible();
    await form.write('建议罚款', '9000');
    await expect(form.form.getByText(/高于“一般”档上限/)).toBeHidden();
    await expect(officer.getByRole('heading', { name: '按现在填的，还不能记入' })).toBeHidden();
    await send(officer, '调查终结', '提交调查终结报告');
    await confirm();
  });

  await test.step('审核报告、认定重大、提请法制审核', async () => {
    const endorse = await open(section, caseId, '审核调查终结报告');
    await endorse.tick('同意');
    await endorse.write('意见', '同意承办人意见');
    await send(section, '审核调查终结报告', '提交审核意见');
    const major = await open(section, caseId, '认定是否重大');
    const whether = major.section('是否重大');
    await whether.pick('属于应当法制审核的重大执法决定', '是');
    await whether.write('理由', '罚款达到听证标准，列入法制审核目录');
    const grave = major.section('是否须集体讨论');
    await grave.pick('情节复杂或者重大违法，须集体讨论', '否');
    await grave.write('理由', '事实清楚，情节一般');
    await send(section, '认定是否重大', '认定');
  });

  const submitForReview = async (statement: string) => {
    const form = await open(officer, caseId, '提请法制审核');
    await form.write('送审说明（事实、法律适用、裁量、执法人员资格）', statement);
    await form.tick('送审材料齐全');
    await send(officer, '提请法制审核', '提请法制审核');
  };
  const review = async (says: string) => {
    await open(reviewer, caseId, '法制审核');
    const desk = reviewer.getByRole('region', { name: '七项审核' });
    const passed = desk.getByRole('radiogroup', { name: '审核结论' }).getByRole('radio').first();
    await expect(passed).toBeDisabled();
    for (const agree of await desk.getByRole('radio', { name: '认可', exact: true }).all()) await agree.check();
    await expect(desk.getByText('七项都已看过').or(desk.getByText('七点都已看过')).or(desk.getByText('7 / 7')).first()).toBeVisible();
    await passed.check();
    await desk.getByLabel('审核意见（写给承办人）').fill(says);
    await send(reviewer, '法制审核', '出具审核意见');
  };

  await test.step('法制审核七点;添了证据,审核作废并显示差别;重新送审通过', async () => {
    await submitForReview('事实由勘验和鉴定证明，裁量在一般档内，两名执法人员证件有效');
    await review('事实清楚，证据充分，裁量适当');
    const more = await open(officer, caseId, '收集证据');
    await more.upload('证据', 'site-plan.png');
    await more.search('证据种类', '书证', '书证');
    await more.write('证明内容', '道路在林地内的位置');
    await more.write('来源和取得方式', '村民委员会提供复制件');
    await send(officer, '收集证据', '收集证据');
    await confirm();
    await officer.goto(`/console/cases/${caseId}`);
    const changed = officer.getByText(/审核之后又有\d+处变化，原审核意见不再适用/);
    await expect(changed).toBeVisible();
    await changed.click();
    await expect(officer.getByRole('row').filter({ hasText: '证据' }).locator('ins').first()).toBeVisible();
    await submitForReview('补充道路位置图一份，其余与前次送审相同');
    await review('补充材料不影响事实认定，仍同意');
  });

  await test.step('事先告知、放弃陈述申辩和听证', async () => {
    const form = await open(officer, caseId, '事先告知');
    await form.search('送达方式', '直接', '直接送达');
    await form.when('送达时间', at(5));
    await form.write('签收人', party.name);
    await form.pick('签收人与受送达人的关系', '本人');
    await send(officer, '事先告知', '记录告知', true);
    for (const [step, label, file] of [
      ['放弃陈述申辩', '当事人签名的放弃陈述申辩声明', 'waiver-of-statement.pdf'],
      ['放弃听证', '当事人签名的放弃听证声明', 'waiver-of-hearing.pdf'],
    ] as const) {
      const waiver = await open(officer, caseId, step);
      await waiver.upload(label, file);
      await send(officer, step, '记录放弃');
    }
    await confirm();
  });

  await test.step('作出决定:文号显示,决定书打开', async () => {
    const form = await open(head, caseId, '作出决定');
    await form.tick('对调查结果进行了审查');
    await form.write('负责人审批意见', '同意按调查终结报告给予处罚');
    await send(head, '作出决定', '作出决定', true);
    await expect(recorded(head, '作出决定')).toContainText(new RegExp(`盘林湿罚决〔${year}〕第\\d+号`));
    const paper = head.getByRole('link', { name: /决定书/ }).first();
    const pdf = await head.request.get((await paper.getAttribute('href'))!);
    expect(pdf.headers()['content-type']).toContain('application/pdf');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('留置送达,有照片', async () => {
    const form = await open(officer, caseId, '送达');
    await form.search('送达方式', '留置', '留置送达');
    await form.when('送达时间', at(6));
    await form.write('拒收情况', '当事人拒绝签收，决定书留置住所');
    await form.upload('留置过程的照片或者录像', 'measuring-tape-road-width.jpg');
    await send(officer, '送达', '记录送达', true);
    await confirm();
  });

  await test.step('缴款、履行', async () => {
    const form = await open(officer, caseId, '收到缴款');
    await form.write('缴款金额', '9000');
    await form.write('缴款凭证号', '演示-0077');
    await send(officer, '收到缴款', '收到缴款');
    const rechecked = await open(officer, caseId, '复查恢复情况');
    await rechecked.write('复查情况', '已清除砂石并补栽，植被恢复');
    await rechecked.pick('复查意见', '已经改正、恢复');
    await send(officer, '复查恢复情况', '复查恢复情况');
    await confirm();
    const settled = await open(officer, caseId, '认定履行完毕');
    await settled.write('改正、恢复情况', '已清除砂石并补栽，经复查恢复植被');
    await send(officer, '认定履行完毕', '认定履行完毕');
    await confirm();
  });

  await test.step('公示:判断、隐去、审查、批准、公示', async () => {
    const judged = await open(officer, caseId, '判断是否公示');
    await judged.pick('具有一定社会影响，应当公示', '是');
    await judged.tick('涉及生态环境、公共安全');
    await judged.write('理由', '涉及公益林保护');
    await judged.pick('失信信息分类', '一般');
    await send(officer, '判断是否公示', '提交判断');
    await open(publicity, caseId, '隐去处理');
    const draft = publicity.getByRole('region', { name: '拟公开文本' });
    await expect(draft).toContainText('当事人');
    for (const secret of [party.name, party.citizenId, party.phone, party.address]) await expect(draft).not.toContainText(secret);
    await publicity.getByLabel('已逐字核对公开文本').check();
    await send(publicity, '隐去处理', '提交隐去处理');
    const cleared = await open(reviewer, caseId, '公示审查');
    await cleared.pick('审查结论', '可以按拟定方式办理');
    await cleared.tick('已审查国家秘密、工作秘密、商业秘密、个人隐私');
    await cleared.write('审查意见', '可以公开');
    await send(reviewer, '公示审查', '提交审查结论');
    const approved = await open(head, caseId, '批准公示');
    await approved.write('审批意见', '同意公开');
    await send(head, '批准公示', '批准公示');
    const published = await open(publicity, caseId, '公示');
    await published.tick('公开文本与批准的一致，现在公示');
    await send(publicity, '公示', '公示', true);
  });

  await test.step('公众看到决定,在自己的浏览器里核验;当事人的姓名、证件、电话哪里都没有', async () => {
    await visitor.goto('/results');
    await visitor.getByRole('searchbox').first().fill('佟某');
    await visitor
      .getByRole('main')
      .getByRole('button', { name: /搜索|筛选|查/ })
      .first()
      .click();
    await visitor.getByRole('main').locator('a[href^="/results/"]').first().click();
    await expect(visitor.getByRole('heading', { level: 1 })).toContainText('擅自改变林地用途');
    await visitor.getByRole('link', { name: '核验这份决定' }).click();
    await expect(visitor.getByRole('heading', { name: '核验通过' })).toBeVisible();
    await expect(visitor.getByText('在您的浏览器里核验')).toBeVisible();
    const receipt = await (await visitor.request.get(`${new URL(visitor.url()).pathname}/receipt.json`)).text();
    const shown = (await visitor.content()) + receipt + Buffer.from(JSON.parse(receipt).header, 'base64').toString();
    for (const secret of [party.name, party.citizenId, party.phone, party.address]) expect(shown).not.toContain(secret);
  });

  await test.step('结案', async () => {
    const proposed = await open(officer, caseId, '提请结案');
    await proposed.write('处罚执行情况', '罚款已缴清，植被已恢复');
    await proposed.write('承办人意见', '建议结案');
    await send(officer, '提请结案', '提请结案');
    const closed = await open(head, caseId, '结案');
    await closed.tick('同意');
    await closed.write('意见', '同意结案');
    await send(head, '结案', '批准结案');
    await head.goto('/console/?view=closed');
    await expect(head.getByRole('row').filter({ hasText: '佟某' })).toContainText('已结案');
  });
});

test('a case that is not there is answered in words', async ({ as }) => {
  const officer = await as('zhaoyan');
  await officer.goto(`/console/cases/${newId()}`);
  await expect(officer.getByRole('heading', { name: '打不开这个案件' })).toBeVisible();
});
