/** What a verifier asks of a certificate of each kind. */
export const NEED = {
  signing: {
    policy: '1.2.392.200149.8.5.1.1.20',
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    fourItems: true,
  },
  phone: {
    policy: '1.2.392.200149.8.5.1.1.40',
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    fourItems: true,
  },
  authentication: {
    policy: '1.2.392.200149.8.5.1.3.30',
    keyUsage: ['digitalSignature'],
    extKeyUsage: '1.3.6.1.5.5.7.3.2',
    fourItems: false,
  },
  phoneAuthentication: {
    policy: '1.2.392.200149.8.5.1.3.50',
    keyUsage: ['digitalSignature'],
    extKeyUsage: '1.3.6.1.5.5.7.3.2',
    fourItems: false,
  },
  responder: { keyUsage: ['digitalSignature'], extKeyUsage: '1.3.6.1.5.5.7.3.9', fourItems: false },
  accredited: { policy: '1.3.6.1.4.1.32473.2024.2.1', keyUsage: ['digitalSignature'], fourItems: false },
  attribute: { policy: '1.3.6.1.4.1.32473.2024.2.2', keyUsage: ['digitalSignature'], fourItems: false },
  accreditedAuthentication: {
    policy: '1.3.6.1.4.1.32473.2024.2.3',
    keyUsage: ['digitalSignature'],
    extKeyUsage: '1.3.6.1.5.5.7.3.2',
    fourItems: false,
  },
} as const;
