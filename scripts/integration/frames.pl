#!/usr/bin/perl
# Sends frames of one kind from the user OS, as its root can: frames.pl KIND SECONDS. Each carries the word sekisho-KIND.
use strict;
use warnings;
use Socket;
use Time::HiRes 'time';

my ($kind, $seconds) = @ARGV;
my ($AF_PACKET, $SOCK_RAW) = (17, 3);
my ($device) = grep { -e "/sys/class/net/$_/device" } map { s{.*/}{}r } glob '/sys/class/net/*';
open my $file, '<', "/sys/class/net/$device/address" or die $!;
chomp(my $mac = <$file>);
open $file, '<', "/sys/class/net/$device/ifindex" or die $!;
chomp(my $index = <$file>);

my $own = pack 'H12', $mac =~ s/://gr;
my $other = pack 'H12', '525400aabbcc';
my $lan = pack 'H12', '525400990001';
my $all = "\xff" x 6;
my $word = "sekisho-$kind" . ' ' x 40;
my ($me, $sink, $else) = map { inet_aton($_) } '10.9.0.2', '10.9.0.3', '10.9.0.77';

sub sum { my $sum = unpack '%32n*', $_[0]; $sum = ($sum >> 16) + ($sum & 0xffff) while $sum >> 16; ~$sum & 0xffff }

sub ip {
    my ($source, $target, $protocol, $payload, $fragment) = @_;
    my $head = pack 'CCnnnCCna4a4', 0x45, 0, 20 + length $payload, 7, $fragment // 0, 64, $protocol, 0, $source, $target;
    substr $head, 10, 2, pack 'n', sum($head);
    return $head . $payload;
}

sub ip6 { my ($source, $next, $payload) = @_; pack('NnCC', 6 << 28, length $payload, $next, 255) . $source . "\xff\x02" . "\0" x 13 . "\x01" . $payload }

my $udp = pack('nnnn', 4001, 4000, 8 + length $word, 0) . $word;
my $dhcp = pack('nnnn', 67, 68, 248 + length $word, 0) . pack('CCCCNnn', 2, 1, 6, 0, 1, 0, 0) . "\0" x 228 . $word;
my $local = "\xfe\x80" . "\0" x 13 . "\x66";
my %frames = (
    'other-mac' => $lan . $other . "\x08\x00" . ip($me, $sink, 17, $udp),
    'other-mac-arp' => $all . $other . "\x08\x06" . pack('nnCCn', 1, 0x800, 6, 4, 1) . $other . $else . "\0" x 6 . $sink . $word,
    'vlan' => $lan . $own . "\x81\x00\x00\x01\x08\x00" . ip($me, $sink, 17, $udp),
    'double-vlan' => $lan . $own . "\x88\xa8\x00\x01\x81\x00\x00\x02\x08\x00" . ip($me, $sink, 17, $udp),
    'unknown-type' => $lan . $own . "\x88\xb5" . $word,
    'lldp' => "\x01\x80\xc2\x00\x00\x0e" . $own . "\x88\xcc" . $word,
    'llc' => "\x01\x80\xc2\x00\x00\x00" . $own . "\x00\x40" . "\x42\x42\x03" . $word,
    'short-ip' => $lan . $own . "\x08\x00" . "\x41\x00" . $word,
    'ip-of-6' => $lan . $own . "\x08\x00" . ip6($local, 17, $udp),
    'tiny-fragment' => $lan . $own . "\x08\x00" . ip($me, $sink, 6, $word, 1),
    'repair-address' => $lan . $own . "\x08\x00" . ip(inet_aton('169.254.77.2'), $sink, 17, $udp),
    'other-ip' => $lan . $own . "\x08\x00" . ip($else, $sink, 17, $udp),
    'arp-lie' => $all . $own . "\x08\x06" . pack('nnCCn', 1, 0x800, 6, 4, 2) . $own . $else . $lan . $sink . $word,
    'nd-lie' => "\x33\x33\0\0\0\x01" . $own . "\x86\xdd" . ip6($local, 58, "\x88\0\0\0\xa0\0\0\0" . $local . $word),
    'router-lie' => "\x33\x33\0\0\0\x01" . $own . "\x86\xdd" . ip6($local, 58, "\x86\0\0\0\x40\0\x07\x08" . "\0" x 8 . $word),
    'dhcp-server' => $all . $own . "\x08\x00" . ip($me, "\xff" x 4, 17, $dhcp),
    'fragments' => $lan . $own . "\x08\x00" . ip($me, $sink, 17, $udp, 0x2000),
    'plain' => $lan . $own . "\x08\x00" . ip($me, $sink, 17, $udp),
    'oversized' => $lan . $own . "\x08\x00" . ip($me, $sink, 17, $udp . 'x' x 9000),
);
die "known: @{[sort keys %frames]}\n" unless exists $frames{$kind};

socket my $socket, $AF_PACKET, $SOCK_RAW, unpack('S', pack 'n', 3) or die $!;
my $target = pack 'SnlSCCa8', $AF_PACKET, 3, $index, 0, 0, 6, $lan;
my ($frame, $sent, $end) = ($frames{$kind}, 0, time + $seconds);
do { $sent++ if send $socket, $frame, 0, $target } while time < $end;
print "sent $sent\n";
