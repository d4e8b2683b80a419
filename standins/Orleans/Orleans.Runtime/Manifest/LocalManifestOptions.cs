namespace Orleans.Runtime.Manifest;

/// <summary>Whether this process hosts grains.</summary>
internal sealed class LocalManifestOptions
{
    /// <summary>Gets or sets whether the grain classes of this process are part of its manifest: true in silos, false in external clients.</summary>
    public bool IncludeClasses { get; set; }
}
