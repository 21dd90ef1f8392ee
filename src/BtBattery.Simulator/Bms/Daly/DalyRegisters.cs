using System.Text;

namespace BtBattery.Simulator.Bms;

/// <summary>One block of 16-bit registers being filled; registers nobody filled are 0.</summary>
internal sealed class DalyRegisters(int start, int count)
{
    private readonly ushort[] _values = new ushort[count];

    public int Count => count;

    /// <summary>The register with this address.</summary>
    public int this[int address]
    {
        set => _values[address - start] = checked((ushort)value);
    }

    /// <summary>Fills <paramref name="many"/> registers with the same value.</summary>
    public void Fill(int address, int many, int value)
    {
        for (int i = 0; i < many; i++) this[address + i] = value;
    }

    /// <summary>Text, two characters to a register, zeros behind.</summary>
    public void Text(int address, string text, int longest)
    {
        byte[] ascii = Encoding.ASCII.GetBytes(text.PadRight(longest, '\0'));
        for (int i = 0; i < longest / 2; i++) this[address + i] = BinaryPrimitives.ReadUInt16BigEndian(ascii.AsSpan(2 * i));
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), _values[i]);
        return bytes;
    }
}
