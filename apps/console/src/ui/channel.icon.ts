import {
  AtSign,
  Camera,
  ConciergeBell,
  FileText,
  Globe,
  HandHeart,
  Hash,
  LifeBuoy,
  Mail,
  Mailbox,
  MessageCircle,
  MessageSquareText,
  MessagesSquare,
  Phone,
  Plug,
  Send,
  Smartphone,
  UserRound,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

/** By lucide's own names, which is what a channel states of itself. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  'at-sign': AtSign,
  camera: Camera,
  'concierge-bell': ConciergeBell,
  'file-text': FileText,
  globe: Globe,
  'hand-heart': HandHeart,
  hash: Hash,
  'life-buoy': LifeBuoy,
  mail: Mail,
  mailbox: Mailbox,
  'message-circle': MessageCircle,
  'message-square': MessageSquareText,
  'messages-square': MessagesSquare,
  phone: Phone,
  send: Send,
  smartphone: Smartphone,
  'user-round': UserRound,
};

/** The drawing for the icon name that a channel gives of itself. */
export function channelIcon(name: string): LucideIcon {
  return ICONS[name] ?? Plug;
}
