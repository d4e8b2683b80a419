namespace OrleansML.Conformance.Infrastructure;

/// <summary>Where a call starts: the two paths must not differ in what a caller sees.</summary>
public enum Caller
{
    /// <summary>In the silo's process: arguments and results are copied, never encoded.</summary>
    Silo,

    /// <summary>In an external client: arguments and results travel over TCP.</summary>
    Client,
}
