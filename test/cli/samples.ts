/** Small structures as text. */

/** Edge of the LiF cell, Angstrom. */
export const LIF_EDGE_A = 4.03;

const SITES = {
  Li: ['0 0 0', '0 0.5 0.5', '0.5 0 0.5', '0.5 0.5 0'],
  F: ['0.5 0.5 0.5', '0.5 0 0', '0 0.5 0', '0 0 0.5'],
} as const;

/** The conventional cell of LiF, rock salt, as a CIF in P1; parts of it can be replaced. */
export function lifCif({ lithium = 'Li', occupancy = '1', x = '0', edge = `${LIF_EDGE_A}`, rows = '' } = {}): string {
  const anions = SITES.F.map((position, i) => `F${i + 1} F ${position} 1 .`);
  const cations = SITES.Li.map((position, i) => {
    const place = i === 0 ? position.replace('0', x) : position;
    return `${lithium}${i + 1} ${lithium} ${place} ${occupancy} .`;
  });
  return `data_LiF
_cell_length_a ${edge}
_cell_length_b ${LIF_EDGE_A}
_cell_length_c ${LIF_EDGE_A}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'P 1'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
_atom_site_calc_flag
${[...cations, ...anions].join('\n')}
${rows}`;
}

/** One structure of rock salt type, primitive cell, as a line of JSON. */
export function rockSaltLine(id: string, cation = 'Li', anion = 'F', more: object = {}): string {
  const edge = LIF_EDGE_A / Math.SQRT2;
  const frac = [0, 0, 0, 0.5, 0.5, 0.5];
  return `${JSON.stringify({ id, cell: [edge, edge, edge, 60, 60, 60], species: [cation, anion], frac, ...more })}\n`;
}
