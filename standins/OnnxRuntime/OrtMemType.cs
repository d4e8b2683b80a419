namespace Microsoft.ML.OnnxRuntime;

/// <summary>What memory is used for.</summary>
public enum OrtMemType
{
    /// <summary>CPU memory for inputs of a provider that runs on another device.</summary>
    CpuInput = -2,

    /// <summary>CPU memory that another device writes outputs to, such as pinned memory.</summary>
    CpuOutput = -1,

    /// <summary>Any CPU memory; the same as <see cref="CpuOutput"/>.</summary>
    Cpu = CpuOutput,

    /// <summary>The default of the execution provider.</summary>
    Default = 0,
}
