using BtBattery.Driver.Options;
using BtBattery.Driver.Screen;

namespace BtBattery.Driver.Run;

/// <summary>Settings were changed on the screen.</summary>
/// <param name="Plan">The same batteries, wired as before.</param>
/// <param name="Screen">Where it came from.</param>
/// <param name="Answer">Who waits for it to be published; null for nobody.</param>
internal sealed record PlanChange(BankPlan Plan, ScreenState Screen, TaskCompletionSource<bool>? Answer) : ILoopEvent;
