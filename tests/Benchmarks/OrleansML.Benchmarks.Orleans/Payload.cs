namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>What a call carries there and back.</summary>
[GenerateSerializer]
public enum Payload
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Thirty floats as <c>float[]</c>.</summary>
    Floats30,

    /// <summary>1,024 bytes.</summary>
    Bytes1K,

    /// <summary>65,536 bytes.</summary>
    Bytes64K,

    /// <summary>1,048,576 bytes.</summary>
    Bytes1M,
}
