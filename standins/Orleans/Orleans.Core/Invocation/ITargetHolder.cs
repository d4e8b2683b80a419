namespace Orleans.Serialization.Invocation;

/// <summary>Holds the object on which a request is carried out.</summary>
public interface ITargetHolder
{
    /// <summary>Returns the object itself.</summary>
    object? GetTarget();

    /// <summary>Returns the component of a type, or null.</summary>
    object? GetComponent(Type componentType);
}
