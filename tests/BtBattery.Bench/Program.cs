using BtBattery.Bench;
using BtBattery.Tests.CommandLine;

return await LongRun.RunAsync(BenchCommand.Create(), args, BenchCommand.Usage);
