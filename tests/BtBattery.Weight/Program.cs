using BtBattery.Weight;
using BtBattery.Tests.CommandLine;

return await LongRun.RunAsync(WeightCommand.Create(), args, WeightCommand.Usage);
