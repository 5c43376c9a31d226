// src/console/publication/ExtraMasks.tsx —— 另外隐去的:what each is, and on which ground
export type Extra = { path: string; as: string; ground: string };

const kinds = ['自然人姓名', '家庭住址', '联系方式', '车辆号牌', '商业秘密', '与公示无关的个人信息'];
const grounds = ['个人信息保护法第六条', '政府信息公开条例第十五条', '政府信息公开条例第十四条'];

export function ExtraMasks({ extras, onChange }: { extras: Extra[]; onChange: (extras: Extra[]) => void }) {
  if (extras.length === 0) return <p className="in-panel mute small">没有另外隐去的。</p>;
  const change = (path: string, part: Partial<Extra>) => onChange(extras.map((each) => (each.path === path ? { ...each, ...part } : each)));
  return (
    <div className="in-panel" id="f-extra">
      <datalist id="mask-kinds">
        {kinds.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
      <datalist id="mask-grounds">
        {grounds.map((ground) => (
          <option key={ground} value={ground} />
        ))}
      </datalist>
      <ol className="rows gap-top">
        {extras.map((each, i) => (
          <li key={each.path}>
            <div className="rh">
              <b>第{i + 1}处</b>
              <span>{document.querySelector(`[data-path="${CSS.escape(each.path)}"]`)?.textContent}</span>
              <button type="button" className="link" onClick={() => onChange(extras.filter((other) => other.path !== each.path))}>
                不隐去
              </button>
            </div>
            <div className="inline">
              <div className="row">
                <label htmlFor={`f-extra-${i}-as`}>隐去的是</label>
                <input
                  className="in"
                  id={`f-extra-${i}-as`}
                  list="mask-kinds"
                  maxLength={30}
                  value={each.as}
                  onChange={(event) => change(each.path, { as: event.target.value })}
                />
              </div>
              <div className="row">
                <label htmlFor={`f-extra-${i}-ground`}>依据</label>
                <input
                  className="in"
                  id={`f-extra-${i}-ground`}
                  list="mask-grounds"
                  maxLength={100}
                  value={each.ground}
                  onChange={(event) => change(each.path, { ground: event.target.value })}
                />
              </div>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
