// src/portal/pages/qr.test.ts —— 二维码:the same code as an independent encoder makes, and a code for every length of address
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qrModules, qrSvg } from './qr.ts';

// Of https://zfgs.example.gov.cn/pj, made by another program; a row a line, dark modules as #.
const known = `
#######..#..####.####.#######
#.....#...##.#####..#.#.....#
#.###.#.#..#.#.#...##.#.###.#
#.###.#.##.#..##.#....#.###.#
#.###.#.#.#.#..##..##.#.###.#
#.....#.####.....#....#.....#
#######.#.#.#.#.#.#.#.#######
........####..#.#.###........
#.#####...#.#...####..#####..
....##.#.###.###.###.##.#...#
##.#.###.#..######..#.##.....
..####....#..#.#..#.###.##.#.
...##.#..#.##.##.#.....#.##..
........#.#....##.#######...#
.#.##.##.##.#....##....#.##..
#..###...##...#.#...#..##..#.
#..#..####......##.#.....##..
#.###....##.####.####.###.#.#
#.#####.#.##.#####...##...#..
#..#.#..#..###.#..#..#.##..#.
#..#..###.#...##.##.#####.###
........##.#...######...#####
#######..#.#.....#.##.#.###..
#.....#.####..#.#..##...#..##
#.###.#.###......#..#####.#.#
#.###.#.#..##.##...#.....##..
#.###.#.###.##.#..##########.
#.....#..##..#....#.##...#.#.
#######.#..#.....#.#.....##..
`;

test('与另一种程序生成的逐格相同', () => {
  const rows = qrModules('https://zfgs.example.gov.cn/pj').map((row) => row.map((dark) => (dark ? '#' : '.')).join(''));
  assert.deepEqual(rows, known.trim().split('\n'));
});

test('地址越长，二维码越大；太长的不生成', () => {
  const sizes = [10, 40, 80, 120, 170].map((length) => qrModules('a'.repeat(length)).length);
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => a - b),
  );
  assert.ok(new Set(sizes).size >= 4);
  assert.throws(() => qrModules('a'.repeat(200)), RangeError);
  assert.match(qrSvg('https://heming.example/', '二维码'), /aria-label="二维码"/);
});
