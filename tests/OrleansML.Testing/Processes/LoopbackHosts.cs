using System.Net;

namespace OrleansML.Testing.Processes;

/// <summary>
/// Loopback addresses that stand for hosts: each process has one to itself and uses the usual ports on it, before and after a restart.
/// </summary>
internal sealed class LoopbackHosts
{
    private readonly byte _first;
    private readonly byte _second;

    public LoopbackHosts(Random random)
    {
        // 127.0.0.x is in general use.
        _first = (byte)random.Next(1, 255);
        _second = (byte)random.Next(1, 255);
    }

    public IPAddress this[int number] => new([127, _first, _second, checked((byte)number)]);
}
