namespace Orleans.Configuration;

/// <summary>The name of a silo.</summary>
public class SiloOptions
{
    /// <summary>Gets or sets the name of this silo; made up at start where none is configured.</summary>
    public string SiloName { get; set; } = null!;
}
