// src/console/act/fields/fines.tsx —— 裁量与罚款:the article, the tiers it allows on the evidence, and the amount on its scale
import { yuan } from '../../../base/money.ts';
import { fullWidth } from '../../parts/fullWidth.ts';
import { FineScale } from '../FineScale.tsx';
import type { ControlProps } from './Control.tsx';
import { fieldId, useForm } from './context.ts';
import { NumberInput } from './NumberInput.tsx';
import { Segment } from './picks.tsx';

const useSanction = () => {
  const { form, values } = useForm();
  return form.sanctions?.find((each) => each.index === values.sanction);
};

export function SanctionField() {
  const { form, values, set } = useForm();
  const sanction = useSanction();
  return (
    <>
      <div role="radiogroup" id={fieldId('sanction')} aria-label="处罚种类和幅度">
        {form.sanctions?.map((each) => (
          <label className="tick" key={each.index}>
            <input
              type="radio"
              name="sanction"
              checked={values.sanction === each.index}
              onChange={() => {
                set('sanction', each.index);
                set('tier', undefined);
              }}
            />
            {fullWidth(each.says)}
          </label>
        ))}
      </div>
      {sanction?.costFormula && <p className="hint">{fullWidth(sanction.costFormula)}</p>}
      {sanction?.range && (
        <p className="hint">
          法定幅度：{yuan(sanction.range.min)}至{yuan(sanction.range.max)}元（{fullWidth(sanction.range.formula)}）
        </p>
      )}
      {sanction?.problem && <p className="bad-msg">{fullWidth(sanction.problem)}</p>}
    </>
  );
}

export function TierField() {
  const { values, set } = useForm();
  const sanction = useSanction();
  if (!sanction)
    return (
      <p className="fixed mute" id={fieldId('tier')}>
        先选罚则。
      </p>
    );
  if (sanction.tiers.length === 0)
    return (
      <p className="fixed mute">
        这一罚则没有公布裁量档次，请填“法定幅度”。
        <input
          className="in short"
          id={fieldId('tier')}
          aria-labelledby={`${fieldId('tier')}-label`}
          value={(values.tier as string | undefined) ?? ''}
          onChange={(event) => set('tier', event.target.value)}
        />
      </p>
    );
  const tier = sanction.tiers.find((each) => each.tier === values.tier);
  return (
    <>
      <Segment
        path="tier"
        options={sanction.tiers.map((each) => [each.tier, each.tier])}
        chosen={values.tier as string | undefined}
        onChoose={(each) => set('tier', each)}
      />
      {tier && (
        <p className="hint">
          {fullWidth(tier.when)}
          {tier.range && `：${yuan(tier.range.min)}至${yuan(tier.range.max)}元`}　{fullWidth(tier.source)}
        </p>
      )}
      {tier?.problem && <p className="bad-msg">{fullWidth(tier.problem)}</p>}
    </>
  );
}

export function FineField(props: ControlProps) {
  const { values, set, view } = useForm();
  const sanction = useSanction();
  const tier = sanction?.tiers.find((each) => each.tier === values.tier);
  const bounds = tier?.range ?? sanction?.range;
  const fine = typeof values.fine === 'number' ? values.fine : undefined;
  const outside = bounds !== undefined && fine !== undefined && (fine < bounds.min || fine > bounds.max);
  const before = view?.review?.changes.find((change) => change.path === '处理建议·fine')?.before;
  return (
    <>
      <NumberInput {...props} invalid={props.invalid || outside} />
      {sanction?.range && <FineScale article={sanction.range} tier={tier?.range} tierName={tier?.tier} fine={fine} />}
      {outside && (
        <div>
          <p className="bad-msg">
            {fine > bounds.max
              ? `高于${tier ? `“${tier.tier}”档` : '法定'}上限${yuan(bounds.max)}元`
              : `低于${tier ? `“${tier.tier}”档` : '法定'}下限${yuan(bounds.min)}元`}
            。改到{yuan(bounds.min)}至{yuan(bounds.max)}元之间；或者改选档次并写明理由。
          </p>
          <div className="row-btns">
            <button type="button" className="btn" onClick={() => set('fine', fine > bounds.max ? bounds.max : bounds.min)}>
              改为{yuan(fine > bounds.max ? bounds.max : bounds.min)}元
            </button>
          </div>
        </div>
      )}
      {typeof before === 'number' && before !== fine && (
        <div className="row-btns">
          <button type="button" className="btn" onClick={() => set('fine', before)}>
            改回审核过的{yuan(before)}元
          </button>
        </div>
      )}
    </>
  );
}
