using BtBattery.Aggregation.Wiring;
using BtBattery.Simulator.Physics;

namespace BtBattery.Bench;

/// <summary>
/// How a current through a bank divides among its packs at this moment: by their voltages and by the resistances that act at once. What the
/// model of the bank does in a step, worked out by itself, for any current and not only for the one that flows.
/// </summary>
internal sealed class CurrentDivider
{
    private readonly BankNode _wiring;
    private readonly PackModel[] _packs;
    private readonly double[] _volts;
    private readonly double[] _ohms;
    private readonly double[][] _cellVolts;
    private readonly double[][] _cellOhms;
    private readonly double[] _amps;
    private readonly bool[] _isOut;

    /// <summary>That of a bank as it is really wired.</summary>
    public CurrentDivider(BankModel bank)
    {
        _packs = [.. bank.Packs];
        (_volts, _ohms, _amps, _isOut) = (new double[_packs.Length], new double[_packs.Length], new double[_packs.Length], new bool[_packs.Length]);
        (_cellVolts, _cellOhms) = ([.. _packs.Select(pack => new double[pack.Cells.Count])], [.. _packs.Select(pack => new double[pack.Cells.Count])]);
        string advice = "";
        if (!TopologyExpression.TryParse(bank.Description.Wiring, out TopologyExpression? expression, out string? wrong)
            || !expression.TryResolve([.. Enumerable.Range(1, _packs.Length).Select(number => new MemberName($"{number}", null))], out BankNode? wiring, out advice!))
        {
            throw new ArgumentException($"The wiring {bank.Description.Wiring} cannot be read: {wrong ?? advice}", nameof(bank));
        }

        _wiring = wiring;
    }

    /// <summary>A through each pack after <see cref="Divide"/>.</summary>
    public IReadOnlyList<double> Amps => _amps;

    /// <summary>V of the bank after <see cref="Divide"/>.</summary>
    public double Volts { get; private set; }

    /// <summary>Takes the packs as they are now.</summary>
    public void Look()
    {
        for (int i = 0; i < _packs.Length; i++)
        {
            PackModel pack = _packs[i];
            (double[] cellVolts, double[] cellOhms) = (_cellVolts[i], _cellOhms[i]);
            (double volts, double ohms) = (0, pack.Description.LeadOhms);
            for (int cell = 0; cell < cellVolts.Length; cell++)
            {
                CellModel model = pack.Cells[cell];
                (cellVolts[cell], cellOhms[cell]) = (model.OpenVolts + model.RelaxationVolts, model.Ohms);
                volts += cellVolts[cell];
                ohms += cellOhms[cell];
            }

            (_volts[i], _ohms[i]) = (volts, ohms);
        }
    }

    /// <summary>V of the lowest and the highest cell of a pack, as it was at the last look, at another current.</summary>
    /// <param name="pack">Its place, from 0.</param>
    /// <param name="amps">A into it.</param>
    public (double Lowest, double Highest) ExtremesAt(int pack, double amps)
    {
        (double[] cellVolts, double[] cellOhms) = (_cellVolts[pack], _cellOhms[pack]);
        (double lowest, double highest) = (double.MaxValue, double.MinValue);
        for (int cell = 0; cell < cellVolts.Length && cell < cellOhms.Length; cell++)
        {
            double volts = cellVolts[cell] + amps * cellOhms[cell];
            (lowest, highest) = (Math.Min(lowest, volts), Math.Max(highest, volts));
        }

        return (lowest, highest);
    }

    /// <summary>Divides a current into the bank; negative: out of it. A pack whose FET is open in the direction that its part would have is left out.</summary>
    /// <returns>False if such a current cannot flow.</returns>
    public bool Divide(double amps)
    {
        for (int i = 0; i < _packs.Length; i++)
        {
            _isOut[i] = !_packs[i].ChargeFet && !_packs[i].DischargeFet;
        }

        while (true)
        {
            (double volts, double ohms) = Own(_wiring);
            bool canFlow = double.IsFinite(ohms);
            Volts = volts + (canFlow ? amps * ohms : 0);
            Share(_wiring, canFlow ? amps : 0);
            bool isChanged = false;
            for (int i = 0; i < _packs.Length; i++)
            {
                if (!_isOut[i] && (_amps[i] > 0 ? !_packs[i].ChargeFet : _amps[i] < 0 && !_packs[i].DischargeFet))
                {
                    isChanged = _isOut[i] = true;
                }
            }

            if (!isChanged)
            {
                return canFlow || amps == 0;
            }
        }
    }

    /// <summary>Voltage without current and resistance of a part; the resistance is infinite where nothing can flow.</summary>
    private (double Volts, double Ohms) Own(BankNode part)
    {
        if (part is BankMember member)
        {
            int index = member.Number - 1;
            return (_volts[index], _isOut[index] ? double.PositiveInfinity : _ohms[index]);
        }

        var joint = (BankJoint)part;
        (double volts, double ohms, double siemens, double ampsShorted) = (0.0, 0.0, 0.0, 0.0);
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            (double partVolts, double partOhms) = Own(joint.Parts[i]);
            volts += partVolts;
            ohms += partOhms;
            siemens += 1 / partOhms;
            ampsShorted += partVolts / partOhms;
        }

        return joint.IsSeries ? (volts, ohms)
            : siemens > 0 ? (ampsShorted / siemens, 1 / siemens)
            : (volts / joint.Parts.Count, double.PositiveInfinity);
    }

    private void Share(BankNode part, double amps)
    {
        if (part is BankMember member)
        {
            _amps[member.Number - 1] = _isOut[member.Number - 1] ? 0 : amps;
            return;
        }

        var joint = (BankJoint)part;
        (double volts, double ohms) = Own(joint);
        double whole = double.IsFinite(ohms) ? volts + amps * ohms : volts;
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            (double partVolts, double partOhms) = joint.IsSeries ? (0, 0) : Own(joint.Parts[i]);
            Share(joint.Parts[i], joint.IsSeries ? amps : double.IsFinite(partOhms) ? (whole - partVolts) / partOhms : 0);
        }
    }
}
