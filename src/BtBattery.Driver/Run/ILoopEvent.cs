namespace BtBattery.Driver.Run;

/// <summary>Something that makes the loop take a turn.</summary>
public interface ILoopEvent;
