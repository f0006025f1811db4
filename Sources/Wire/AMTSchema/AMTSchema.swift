public import CIMModel

/// Every class that is declared here, for what is said of all of them.
public enum AMTSchema {
    /// The classes by name.
    public static let allClasses: [any CIMClass.Type] = [
        AMT.BootCapabilities.self,
        AMT.BootSettingData.self,
        AMT.EthernetPortSettings.self,
        AMT.GeneralSettings.self,
        AMT.MessageLog.self,
        AMT.RedirectionService.self,
        AMT.SetupAndConfigurationService.self,
        AMT.TimeSynchronizationService.self,
        CIM.AssociatedPowerManagementService.self,
        CIM.BIOSElement.self,
        CIM.BootConfigSetting.self,
        CIM.BootService.self,
        CIM.BootSourceSetting.self,
        CIM.Card.self,
        CIM.Chassis.self,
        CIM.Chip.self,
        CIM.ComputerSystem.self,
        CIM.ComputerSystemPackage.self,
        CIM.EthernetPort.self,
        CIM.KVMRedirectionSAP.self,
        CIM.MediaAccessDevice.self,
        CIM.PhysicalMemory.self,
        CIM.PowerManagementCapabilities.self,
        CIM.PowerManagementService.self,
        CIM.Processor.self,
        CIM.SoftwareIdentity.self,
        IPS.HostBasedSetupService.self,
        IPS.KVMRedirectionSettingData.self,
        IPS.OptInService.self,
        SKS.ApplianceService.self,
        SKS.Finding.self,
        SKS.Operation.self,
        SKS.RepairService.self,
        SKS.SoftwareFact.self,
        SKS.StanceService.self,
    ]
}
