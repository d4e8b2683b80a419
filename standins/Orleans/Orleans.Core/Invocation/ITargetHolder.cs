namespace Orleans.Serialization.Invocation;

/// <summary>Holds the object on which a request is carried out.</summary>
public interface ITargetHolder
{
    object? GetTarget();

    object? GetComponent(Type componentType);
}
