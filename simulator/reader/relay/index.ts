/** Cards over the network: a WebSocket that carries APDUs and tells of presence. */
export { type Door, type DoorOptions, isSameSecret, openDoor, type TurnedAway } from './door.ts';
export { type GuestReaders, guestReaders } from './guests.ts';
export { RELAY_PROTOCOL } from './messages.ts';
export {
  type Brought,
  bringCard,
  dialRelayCard,
  type Heartbeat,
  keepAlive,
  type Relay,
  type RelayOptions,
  startRelay,
} from './relay.ts';
export { chipOfChannel, type RemoteCard } from './user.ts';
