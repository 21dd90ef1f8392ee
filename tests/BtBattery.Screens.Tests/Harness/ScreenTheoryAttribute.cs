namespace BtBattery.Screens.Tests.Harness;

/// <summary>A test that shows pages, where Qt is installed.</summary>
internal sealed class ScreenTheoryAttribute : TheoryAttribute
{
    public ScreenTheoryAttribute() => Skip = Tools.WhyNoPages;
}
