namespace Orleans;

/// <summary>Checks configuration at start; a violation is thrown as an <see cref="OrleansConfigurationException"/>.</summary>
public interface IConfigurationValidator
{
    /// <summary>Checks the configuration and throws if it is invalid.</summary>
    void ValidateConfiguration();
}
