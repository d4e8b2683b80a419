namespace Orleans.TestingHost;

/// <summary>Hands out port numbers for the silos of test clusters.</summary>
public interface ITestClusterPortAllocator : IDisposable
{
    /// <summary>Hands out two runs of consecutive port numbers.</summary>
    /// <param name="numPorts">How many numbers each run has.</param>
    /// <returns>The first silo port and the first gateway port.</returns>
    (int, int) AllocateConsecutivePortPairs(int numPorts);
}
