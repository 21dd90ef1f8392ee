using System.Security.Cryptography;
using System.Text;
using BtBattery.Driver.Installing;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>Against the examples of the standard, and against another implementation at every length that matters.</summary>
public sealed class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void The_examples_of_the_standard(string message, string digest) => Assert.Equal(digest, Of(Encoding.ASCII.GetBytes(message)));

    [Fact]
    public void Another_implementation_agrees_around_every_end_of_a_block_and_of_the_buffer()
    {
        var random = new Random(20261122);
        foreach (int length in Enumerable.Range(0, 200).Concat(Enumerable.Range(65536 - 70, 140)).Concat(Enumerable.Range((2 * 65536) - 2, 4)))
        {
            byte[] message = new byte[length];
            random.NextBytes(message);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(message)), Of(message));
        }
    }

    private static string Of(byte[] message) => Sha256.Of(new MemoryStream(message));
}
