using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Tests.Jbd;

namespace BtBattery.Bms.Tests.Conversations;

public class AllocationTests
{
    [Fact]
    public void Bytes_that_are_no_answer_cost_no_memory()
    {
        byte[] damaged = JbdReply.PackInfo();
        damaged[9] ^= 1;
        byte[] late = JbdReply.Cells(3300, 3301);
        BmsConversation conversation = BmsCatalog.Find("jbd")!.Start(new BmsOptions());
        conversation.StartRound();
        conversation.NextRequest(default);

        // The first notifications are kept for a report; what comes after them is not.
        Feed(20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(1000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Feed(int times)
        {
            for (int i = 0; i < times; i++)
            {
                conversation.Receive(damaged, default(MonotonicTime));
                conversation.Receive(late, default(MonotonicTime));
            }
        }
    }
}
