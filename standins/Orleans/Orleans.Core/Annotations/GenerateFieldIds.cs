namespace Orleans;

/// <summary>Which members of a serializable type get an id without carrying an <see cref="IdAttribute"/>.</summary>
public enum GenerateFieldIds
{
    /// <summary>Only members with an explicit id are serialized.</summary>
    None,

    /// <summary>Public properties with a getter and a setter get an id derived from their name.</summary>
    PublicProperties,
}
