using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;
using BtBattery.Bms.Jbd;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Bms.Tests.Conversations;

/// <summary>What holds for every sequence of bytes. The seed is fixed, so a failure repeats.</summary>
public class AnyBytesTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261120, 3);

    [Fact]
    public void Any_bytes_leave_the_buffer_bounded()
    {
        Check.One(s_config, Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), notifications =>
        {
            var assembler = new JbdFrameAssembler(new FrameCounters());
            foreach (byte[] notification in notifications)
            {
                ReadOnlySpan<byte> rest = notification;
                do
                {
                    rest = rest[assembler.Append(rest)..];
                    while (assembler.TryRead(out _))
                    {
                    }
                }
                while (!rest.IsEmpty);
            }

            // Whatever waits is the start of one frame.
            return assembler.Pending < 255 + JbdFrames.Overhead;
        }));
    }

    [Fact]
    public void Any_bytes_never_throw()
    {
        foreach (BmsFamily family in BmsCatalog.Families)
        {
            Check.One(s_config, Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), notifications =>
            {
                BmsConversation conversation = family.Start(BmsOptions.Default);
                conversation.StartRound();
                foreach (byte[] notification in notifications)
                {
                    if (conversation.NextRequest(default) is null)
                        conversation.StartRound();
                    conversation.Receive(notification, default(MonotonicTime));
                }
            }));
        }
    }
}
