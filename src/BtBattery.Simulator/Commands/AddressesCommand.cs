using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Simulator.Commands;

/// <summary>btbattery-sim addresses</summary>
internal static class AddressesCommand
{
    public static int Execute(string scenarioPath)
    {
        try
        {
            foreach (Peripheral battery in ScenarioLoader.Load(scenarioPath).Batteries) Console.Out.WriteLine(battery.Address);
            return ExitCode.Ok;
        }
        catch (ScenarioException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return ExitCode.Usage;
        }
    }
}
