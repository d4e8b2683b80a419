namespace Orleans.Runtime;

/// <summary>Creates and disposes grain objects.</summary>
public interface IGrainActivator
{
    /// <summary>Creates the object of an activation.</summary>
    /// <param name="context">The activation.</param>
    /// <returns>The object.</returns>
    object CreateInstance(IGrainContext context);

    /// <summary>Disposes the object of an activation.</summary>
    /// <param name="context">The activation.</param>
    /// <param name="instance">The object.</param>
    /// <returns>The end of the disposal.</returns>
    ValueTask DisposeInstance(IGrainContext context, object instance);
}
