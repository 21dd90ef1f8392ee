using BtBattery.Soak;
using BtBattery.Tests.CommandLine;

return await LongRun.RunAsync(SoakCommand.Create(), args, SoakCommand.Usage);
