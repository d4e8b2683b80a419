namespace OrleansML.Conformance.Directory;

/// <summary>A grain that is witness to its own activations.</summary>
public interface IWitnessGrain : IGrainWithStringKey
{
    /// <summary>Returns the key and what was sent.</summary>
    Task<string> Echo(int number);

    Task<SiloAddress> GetSilo();

    Task Deactivate();

    /// <summary>Returns what another grain echoes.</summary>
    Task<string> EchoThrough(string other, int number);
}
