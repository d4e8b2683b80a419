namespace OrleansML.Benchmarks.Cluster;

/// <summary>What happens to a silo.</summary>
internal enum Fault
{
    /// <summary>SIGKILL: the process is gone and its connections are closed.</summary>
    Kill,

    /// <summary>SIGSTOP: the process does nothing and its connections stay open.</summary>
    Freeze,

    /// <summary>SIGTERM: the silo leaves in an orderly way.</summary>
    Terminate,
}
