namespace OrleansML.Conformance.Lifetime;

/// <summary>A grain whose constructor throws.</summary>
public interface IThrowingConstructorGrain : IGrainWithStringKey
{
    Task Ping();
}

/// <summary>A grain whose first activation fails and whose second succeeds.</summary>
public interface IFailsFirstActivationGrain : IGrainWithStringKey
{
    Task<int> GetAttempts();
}

/// <summary>A grain whose deactivation fails.</summary>
public interface IFailsDeactivationGrain : IGrainWithStringKey
{
    Task<Guid> GetActivation();

    Task Deactivate();
}

/// <summary>An interface without an implementation.</summary>
public interface IUnimplementedGrain : IGrainWithStringKey
{
    Task Ping();
}
