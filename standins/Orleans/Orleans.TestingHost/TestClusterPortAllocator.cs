using System.Net.NetworkInformation;

namespace Orleans.TestingHost;

/// <summary>Hands out port numbers that nobody listens on and that were not handed out before in this process.</summary>
public class TestClusterPortAllocator : ITestClusterPortAllocator
{
    private const int First = 20_000;
    private const int Last = 60_000;
    private static readonly Lock NextLock = new();
    private static int next = First + (Environment.ProcessId * 37 % (Last - First));

    /// <inheritdoc/>
    public (int, int) AllocateConsecutivePortPairs(int numPorts = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numPorts);
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port).ToHashSet();
        lock (NextLock)
        {
            return (Allocate(numPorts, taken), Allocate(numPorts, taken));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the numbers.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        // Numbers are not reused within a process, so there is nothing to release.
    }

    private static int Allocate(int count, HashSet<int> taken)
    {
        while (true)
        {
            var start = next;
            next = start + count >= Last ? First : start + count;
            if (start + count < Last && !Enumerable.Range(start, count).Any(taken.Contains))
            {
                return start;
            }
        }
    }
}
