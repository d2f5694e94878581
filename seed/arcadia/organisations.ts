// The organisations of Arcadia: twelve verified, two still waiting.
import type { Organisation } from './shape.ts';

export const organisations = [
	{
		key: 'works',
		name: 'Ministry of Works and Waterways',
		sector: 'GOVERNMENT',
		verified: true,
		representatives: ['dmitri', 'solveig']
	},
	{
		key: 'education',
		name: 'Ministry of Education',
		sector: 'GOVERNMENT',
		verified: true,
		representatives: ['inma']
	},
	{
		key: 'towns',
		name: 'League of Small Towns',
		sector: 'GOVERNMENT',
		verified: true,
		representatives: ['ottoline']
	},
	{
		key: 'audit',
		name: 'Court of Audit',
		sector: 'JUDICIARY',
		verified: true,
		representatives: ['bertrand']
	},
	{
		key: 'accounts',
		name: 'Committee on Public Accounts',
		sector: 'PARLIAMENT',
		verified: true,
		representatives: ['sunniva']
	},
	{
		key: 'ledger',
		name: 'Open Ledger Society',
		sector: 'CIVIL_SOCIETY',
		verified: true,
		representatives: ['amara', 'yusuf']
	},
	{
		key: 'union',
		name: 'Union of Site Workers',
		sector: 'CIVIL_SOCIETY',
		verified: true,
		representatives: ['miron']
	},
	{
		key: 'access',
		name: 'Level Ground',
		sector: 'CIVIL_SOCIETY',
		verified: true,
		representatives: ['wendeline']
	},
	{
		key: 'families',
		name: 'Federación de Familias de la Escuela',
		sector: 'CIVIL_SOCIETY',
		verified: true,
		representatives: ['lucia']
	},
	{
		key: 'chamber',
		name: 'Chamber of Building Trades',
		sector: 'PRIVATE',
		verified: true,
		representatives: ['gregor', 'chiara']
	},
	{
		key: 'polytechnic',
		name: 'Orvale Polytechnic, School of Construction',
		sector: 'ACADEMIA',
		verified: true,
		representatives: ['haruki']
	},
	{
		key: 'meridian',
		name: 'Meridian Fund for Public Data',
		sector: 'DONOR',
		verified: true,
		representatives: ['josephine']
	},
	{
		key: 'merle',
		name: 'Friends of the Merle',
		sector: 'CIVIL_SOCIETY',
		verified: false,
		representatives: ['tomasz']
	},
	{
		key: 'courier',
		name: 'The Orvale Courier',
		sector: 'PRIVATE',
		verified: false,
		representatives: ['delphine']
	}
] as const satisfies readonly Organisation[];
