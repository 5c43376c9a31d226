// src/console/act/ConfirmDialog.tsx —— 再问一次:only for what cannot be taken back; says what, to whom, under which article
import { Dialog } from '../parts/Dialog.tsx';
import { Law } from '../parts/Law.tsx';
import type { CaseView, Form } from '../wire/shapes.ts';
import { submitLabel } from './writing/sections.ts';

const after: Record<string, string> = {
  decisionMade: '作出以后编定文号、生成决定书，内容不能再改；发现错误只能更正并说明理由，或者依法撤销。',
  decisionServed: '送达以后决定对当事人生效，缴款、复议、诉讼的期限从这一天起算。',
  noticeServed: '告知以后陈述申辩、听证申请的期限从这一天起算；再加重处罚须重新告知。',
  decisionPublished: '公示以后任何人都能看到并下载凭证；撤回会留下撤回的记录和理由。',
};

export function ConfirmDialog({
  form,
  view,
  onClose,
  onConfirm,
}: {
  form: Form;
  view?: CaseView;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const label = submitLabel(form.step, form.name);
  return (
    <Dialog title={`${label}：${view?.party ?? ''}${view?.cause ?? ''}`} onClose={onClose}>
      <p>{after[form.step] ?? after.decisionMade}</p>
      <p className="small mute">
        依据
        <Law cite={form.basis} />
        。记入以后成为案卷的一条，不能删除。
      </p>
      <div className="row-btns">
        <button type="button" className="btn pri big" onClick={onConfirm}>
          {label}
        </button>
        <button type="button" className="btn big" onClick={onClose}>
          再看看
        </button>
      </div>
    </Dialog>
  );
}
