// src/console/parts/Person.tsx —— 人名,演示人员标明
/** Names joined by 、. */
export const names = (people: readonly { name: string }[]): string => people.map((person) => person.name).join('、');

/** The dashed mark of invented people and cases. */
export const Demo = () => <span className="demo">演示</span>;
